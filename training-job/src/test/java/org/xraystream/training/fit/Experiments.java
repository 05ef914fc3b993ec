package org.xraystream.training.fit;

import com.typesafe.config.ConfigFactory;
import org.xraystream.command.CommandException;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.ExperimentFile;

/** Experiments that take a second. */
final class Experiments {
    private static final String TINY = """
            name = tiny
            network { name = residual-cnn, widths = [4, 8] }
            input.size = 16
            batchSize = 8
            phases = [{ epochs = 2, learningRate = 0.01 }]
            """;

    private Experiments() {}

    static Experiment tiny() {
        try {
            return tiny("");
        } catch (CommandException e) {
            throw new AssertionError(e);
        }
    }

    /** With other settings, in HOCON. */
    static Experiment tiny(String settings) throws CommandException {
        return ExperimentFile.experiment(
                ConfigFactory.parseString(settings).withFallback(ConfigFactory.parseString(TINY)), "The test");
    }
}
