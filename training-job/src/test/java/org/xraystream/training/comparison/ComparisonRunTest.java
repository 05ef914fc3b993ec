package org.xraystream.training.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.command.CommandException;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.ExperimentFile;
import org.xraystream.training.fit.Epoch;

final class ComparisonRunTest {
    private static final List<Fold> FOLDS = IntStream.range(0, 2)
            .mapToObj(number -> new Fold(number, List.of(), List.of(), List.of()))
            .toList();

    @TempDir
    Path folder;

    private double now;
    private final List<String> trained = new ArrayList<>();

    /** An epoch takes as many seconds as the learning rate; nothing else takes time. */
    private final class Trainer implements FoldTrainer {
        @Override
        public Cost probe(Experiment experiment, Fold fold) throws CommandException {
            if (experiment.name().startsWith("broken")) {
                throw CommandException.usage("The weights are not there.");
            }
            return new Cost(List.of(experiment.phases().get(0).learningRate()), 0);
        }

        @Override
        public FoldResult train(Experiment experiment, Fold fold, String key) throws CommandException {
            if (experiment.name().startsWith("killed")) {
                throw CommandException.failed("The training diverged.");
            }
            trained.add(experiment.name() + " " + fold.number() + " " + experiment.epochs());
            double seconds = experiment.epochs() * experiment.phases().get(0).learningRate();
            now += seconds;
            List<Epoch> epochs = IntStream.rangeClosed(1, experiment.epochs())
                    .mapToObj(number -> new Epoch(number, 1, 0, 0, 0, true))
                    .toList();
            return new FoldResult(key, fold.number(), experiment.epochs(), epochs, 1, 1, seconds, List.of(), List.of());
        }
    }

    @Test
    void whatNeedsLittleIsNotCutAndTheOthersShareTheRest() throws Exception {
        // 10 s for each fold of quick, and of the other 100 s there are 25 for each fold of the slow two
        List<ExperimentResult> results =
                run(120 / 60.0, entry("quick", 10, 1), entry("slow", 100, 1), entry("slower", 100, 5));
        assertThat(trained)
                .containsExactly("quick 0 10", "slow 0 25", "slower 0 5", "quick 1 10", "slow 1 25", "slower 1 5");
        assertThat(now).isCloseTo(120, within(1e-6));
        assertThat(results).allSatisfy(result -> assertThat(result.folds()).hasSize(2));
        assertThat(results.get(1).declaredEpochs()).isEqualTo(100);
    }

    @Test
    void whatFailsIsNamedAndTheOthersGoOn() throws Exception {
        List<ExperimentResult> results = run(10, entry("broken", 2, 1), entry("killed", 3, 1), entry("sound", 4, 1));
        assertThat(results)
                .extracting(ExperimentResult::failure)
                .containsExactly("The weights are not there.", "The training diverged.", null);
        assertThat(trained).containsExactly("sound 0 4", "sound 1 4");
    }

    @Test
    void aSecondRunTrainsOnlyWhatIsMissing() throws Exception {
        run(1, entry("first", 2, 1));
        trained.clear();
        List<ExperimentResult> results = run(1, entry("first", 2, 1), entry("second", 3, 1));
        assertThat(trained).containsExactly("second 0 3", "second 1 3");
        assertThat(results).allSatisfy(result -> assertThat(result.folds()).hasSize(2));
    }

    @Test
    void anotherTimeBudgetIsAnotherRun() throws Exception {
        run(1, entry("first", 2, 1));
        run(2, entry("first", 2, 1));
        assertThat(trained).hasSize(4);
    }

    @Test
    void experimentsThatDifferInNothingButTheirNamesAreTrainedOnce() throws Exception {
        List<ExperimentResult> results = run(1, entry("one", 2, 1), entry("same", 2, 1));
        assertThat(trained).containsExactly("one 0 2", "one 1 2");
        assertThat(results.get(1).name()).isEqualTo("same");
        assertThat(results.get(1).folds()).isEqualTo(results.get(0).folds());
    }

    @Test
    void whenTheTimeIsOverTheRestIsNotRunAndSaysSo() throws Exception {
        List<ExperimentResult> results = run(5 / 60.0, entry("first", 1, 4), entry("second", 1, 3));
        assertThat(trained).containsExactly("first 0 1");
        assertThat(results).extracting(ExperimentResult::failure).allMatch(reason -> reason.endsWith("were over."));
    }

    private List<ExperimentResult> run(double minutes, TableEntry... entries) throws IOException {
        ExperimentTable table = new ExperimentTable("A table", 1, 2, 0, minutes, List.of(), Arrays.asList(entries));
        return new ComparisonRun(
                        table, FOLDS, new Trainer(), new ResultStore(folder), ComparisonListener.NONE, () -> now)
                .run();
    }

    private static TableEntry entry(String name, int epochs, double secondsPerEpoch) throws CommandException {
        String text =
                "name = %s, phases = [{ epochs = %d, learningRate = %s }]".formatted(name, epochs, secondsPerEpoch);
        Experiment experiment = ExperimentFile.experiment(ConfigFactory.parseString(text), "The test");
        return new TableEntry("Group", name, text, experiment);
    }
}
