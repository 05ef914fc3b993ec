package org.xraystream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Experiment;

final class WeightFittingTest {
    private static final List<Film> TRAINING = Blobs.films(20, 36, 1);
    private static final List<Film> VALIDATION = Blobs.films(15, 15, 2);

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() throws Exception {
        byte[] once = fit("").weights();
        assertThat(fit("").weights()).isEqualTo(once);
        assertThat(fit("seed = 2").weights()).isNotEqualTo(once);
    }

    @Test
    void aTinyNetworkLearns() throws Exception {
        List<Epoch> epochs = fit("averaging = 0, augmentation = none, phases = [{ epochs = 5, learningRate = 0.02 }]")
                .epochs();
        assertThat(epochs).anyMatch(epoch -> epoch.validationAuroc() > 0.9);
    }

    @Test
    void anyThreadCanTrain() throws Exception {
        ExecutorService another = Executors.newSingleThreadExecutor();
        try {
            assertThat(another.submit(() -> fit("").weights()).get()).isNotEmpty();
        } finally {
            another.shutdown();
        }
    }

    @Test
    void phasesFollowEachOtherAndEndEarlyWhenNothingGetsBetter() throws Exception {
        List<Epoch> epochs = fit("""
                        stopping { metric = loss, patience = 2 }
                        phases = [{ epochs = 2, learningRate = 1e-3, train = head },
                                  { epochs = 9, learningRate = 1e-30, train = "from:stage1", stageDecay = 0.5 }]
                        averaging = 0
                        network.dropout = 0
                        """).epochs();
        assertThat(epochs).extracting(Epoch::phase).startsWith(1, 1, 2).hasSizeLessThan(11);
        assertThat(epochs).extracting(Epoch::number).startsWith(1, 2, 3);
    }

    @Test
    void aLossThatIsNoNumberEndsTheRun() {
        assertThatThrownBy(() -> fit("phases = [{ epochs = 3, learningRate = 1e30 }]"))
                .isInstanceOf(DivergedException.class)
                .hasMessageContaining("diverged");
    }

    @Test
    void aStageThatTheNetworkHasNotIsNamedWithThoseThatItHas() {
        assertThatThrownBy(() -> fit("phases = [{ epochs = 1, learningRate = 1, train = \"from:top\" }]"))
                .hasMessage("The network has no stage for \"from:top\"; its stages are [stem, stage1].");
    }

    @Test
    void aRunThatWasCutGivesTheWeightsOfOneThatWasNot(@TempDir Path folder) throws Exception {
        for (String optimizer : List.of("adamw", "sgd")) {
            Experiment experiment = Experiments.tiny("optimizer.name = " + optimizer + """
                    , phases = [{ epochs = 1, train = head, learningRate = 0.01 }, { epochs = 2, learningRate = 0.01 }]
                    """);
            WeightFitting.Fitted whole = fitting(experiment, TRAINING).run(TrainingListener.NONE);
            for (int epochs = 1; epochs <= 2; epochs++) {
                Path file = folder.resolve(optimizer + epochs);
                cutAfter(epochs, experiment, file);
                WeightFitting.Fitted resumed = fitting(experiment, TRAINING).run(file, TrainingListener.NONE);
                assertThat(resumed.epochs()).isEqualTo(whole.epochs());
                assertThat(resumed.weights()).isEqualTo(whole.weights());
            }
        }
    }

    private static void cutAfter(int epochs, Experiment experiment, Path file) {
        assertThatThrownBy(() -> fitting(experiment, TRAINING).run(file, new TrainingListener() {
                    @Override
                    public void onEpoch(Epoch epoch) {
                        if (epoch.number() == epochs) {
                            throw new IllegalStateException("cut");
                        }
                    }
                }))
                .hasMessage("cut");
        assertThat(file).exists();
    }

    @Test
    void aCheckpointOfAnotherRunIsRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("checkpoint.zip");
        cutAfter(1, Experiments.tiny(), file);
        assertThatThrownBy(() -> fitting(Experiments.tiny("seed = 2"), TRAINING).run(file, TrainingListener.NONE))
                .hasMessageContaining("of another experiment");
        assertThatThrownBy(() -> fitting(Experiments.tiny(), VALIDATION).run(file, TrainingListener.NONE))
                .hasMessageContaining("on other films");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));
        assertThatThrownBy(() -> fitting(Experiments.tiny(), TRAINING).run(file, TrainingListener.NONE))
                .hasMessageContaining("is damaged");
    }

    private static WeightFitting.Fitted fit(String settings) throws CommandException, IOException, DivergedException {
        return fitting(Experiments.tiny(settings), TRAINING).run(TrainingListener.NONE);
    }

    private static WeightFitting fitting(Experiment experiment, List<Film> training) {
        return new WeightFitting(experiment, Optional.empty(), training, VALIDATION);
    }
}
