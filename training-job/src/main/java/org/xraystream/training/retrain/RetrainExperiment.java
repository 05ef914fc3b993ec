package org.xraystream.training.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.model.Manifest;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.ExperimentFile;

/**
 * How to train a champion further: what an experiment file says, but for the network and its input, which are the
 * champion's.
 *
 * @param text of the file, with what was overridden
 * @param place what it is, for people
 */
record RetrainExperiment(Config text, String place) {
    /**
     * Reads the file, or where none is named the resource {@code retrain.conf}.
     *
     * @param overrides values by key
     */
    static RetrainExperiment read(Optional<Path> file, Map<String, String> overrides) throws CommandException {
        Config text = file.isPresent()
                ? ExperimentFile.parse(file.get())
                : ConfigFactory.parseResources(
                        RetrainExperiment.class,
                        "retrain.conf",
                        ConfigParseOptions.defaults().setAllowMissing(false));
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            text = ExperimentFile.with(text, override.getKey(), override.getValue());
        }
        return new RetrainExperiment(
                text, file.map(named -> "The experiment file " + named).orElse("The experiment of retraining"));
    }

    /** The experiment for a champion. */
    Experiment of(Manifest champion) throws CommandException {
        Config itsOwn = ConfigFactory.parseString("network = " + JsonFile.tree(champion.architecture())
                + "\ninput { size = " + champion.preprocessing().width() + " }\npretrained { weights = none }");
        return ExperimentFile.experiment(
                itsOwn.withFallback(
                        text.withoutPath("network").withoutPath("input").withoutPath("pretrained")),
                place);
    }

    /** An experiment as a plan keeps it. */
    static Experiment kept(JsonNode json) throws CommandException {
        return ExperimentFile.experiment(ConfigFactory.parseString(json.toString()), "The experiment of the run");
    }
}
