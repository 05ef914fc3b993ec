package org.xraystream.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.training.optimizer.AdamW;
import org.xraystream.training.optimizer.Sgd;

final class ExperimentFileTest {
    private static final Config SHORT = ConfigFactory.parseString("""
            name = short
            phases = [{ epochs = 1, train = head, learningRate = 1e-3 }
                      { epochs = 8, learningRate = 3e-4, stageDecay = 0.7, frozenStatistics = true }]
            """);

    @TempDir
    Path folder;

    @Test
    void whatIsNotSaidIsTheDefault() throws CommandException {
        Experiment experiment = read(SHORT);
        assertThat(experiment.optimizer()).isEqualTo(new AdamW(0.02, 0.9, 0.999, 1e-8));
        assertThat(experiment.phases().get(0)).isEqualTo(new Phase(1, "head", 1e-3, 1, false));
        assertThat(experiment.phases().get(1)).isEqualTo(new Phase(8, "all", 3e-4, 0.7, true));
        assertThat(experiment.epochs()).isEqualTo(9);
    }

    @Test
    void anotherNameBringsItsOwnDefaults() throws CommandException {
        Experiment experiment = read(ExperimentFile.with(
                ConfigFactory.parseString("optimizer { name = adamw, weightDecay = 0.1 }")
                        .withFallback(SHORT),
                "optimizer.name",
                "sgd"));
        assertThat(experiment.optimizer()).isEqualTo(new Sgd(0.9, true));
    }

    @Test
    void theJsonOfAnExperimentIsAFileOfTheSameExperiment() throws Exception {
        Experiment experiment =
                read(ConfigFactory.parseString("balance = class-weights").withFallback(SHORT));
        Path file = folder.resolve("again.conf");
        Files.writeString(file, JsonFile.tree(experiment).toString());
        assertThat(read(ExperimentFile.parse(file))).isEqualTo(experiment);
    }

    @Test
    void theReleaseHasAnExperiment() throws CommandException {
        assertThat(read(ExperimentFile.release()).name()).isEqualTo("release");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optimizer.weightDekay = 1 | the key optimizer.weightDekay is not known; known there are [beta1, beta2,",
                "seed = fast | seed must be a whole number",
                "batchSize = 8.5 | batchSize must be a whole number",
                "averaging = high | averaging must be a number",
                "averaging = 1 | averaging must be in [0, 1), not 1.0",
                "balance = half | balance must be one of [sampling, class-weights, none]",
                "input = 224 | input must be a table",
                "input.size = 7 | at input, size must be from 16 to 224, not 7",
                "optimizer.name = sdg | optimizer.name must be one of [adadelta, adagrad, adam, adamw, rmsprop, sgd]",
                "network = mlp | network must be a table",
                "augmentation = all | at augmentation, augmentation must be none or a table",
                "augmentation.scale = [2, 1] | at augmentation.scale, the range must be [low, high]",
                "augmentation.blur.probability = 2 | at augmentation.blur, probability must be from 0 to 1",
                "phases = [] | phases must be at least one",
                "phases = [{ epochs = 1 }] | it lacks the key phases[0].learningRate",
                "'phases = [{ epochs = 1, learningRate = -1 }]' | at phases[0], learningRate must be above 0, not -1.0",
                "seed = null | seed must be a whole number",
                "name = ${nobody} | nobody",
            })
    void whatIsWrongIsSaidInOneSentence(String settings, String expected) {
        Config text = ConfigFactory.parseString(settings).withFallback(SHORT);
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("The file is wrong: ")
                .hasMessageContaining(expected)
                .hasMessageEndingWith(".")
                .hasMessageNotContainingAny("\n", "java");
    }

    @Test
    void aFileThatIsNoHoconIsNamedWithItsLine() throws Exception {
        Path file = folder.resolve("broken.conf");
        Files.writeString(file, "name = short\nphases = [{");
        assertThatThrownBy(() -> ExperimentFile.parse(file))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("broken.conf: 2");
    }

    private static Experiment read(Config text) throws CommandException {
        return ExperimentFile.experiment(text, "The file");
    }
}
