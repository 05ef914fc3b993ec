package org.xraystream.training.retrain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.command.JsonFile;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.choice.Choices;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.Side;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.ExperimentFile;
import org.xraystream.training.fit.TrainingListener;
import org.xraystream.training.fit.WeightFitting;

/** A model that generated films are enough for. */
final class TinyChampion {
    static final String VERSION = "0.1.0";

    private TinyChampion() {}

    /** Trained on the training side of a folder. */
    static ModelPackage train(Path data) throws Exception {
        BaseData base = BaseData.read(Optional.of(data));
        List<Film> training = base.on(Side.TRAINING);
        List<Film> validation = base.on(Side.VALIDATION);
        Experiment experiment = ExperimentFile.experiment(ConfigFactory.parseString("""
                name = tiny
                network { name = residual-cnn, widths = [4, 8] }
                input.size = 32
                batchSize = 8
                averaging = 0.9
                phases = [{ epochs = 2, learningRate = 0.01 }]
                """), "The test's experiment");
        byte[] fitted = new WeightFitting(experiment, Optional.empty(), training, validation)
                .run(TrainingListener.NONE)
                .weights();
        Preprocessing preprocessing = Preprocessing.square(experiment.input().size());
        try (Network network = Network.load(experiment.network(), preprocessing, fitted)) {
            Choices choices = Choices.of(network, preprocessing, training, validation, validation, () -> {});
            byte[] weights = choices.population().addTo(fitted);
            Manifest manifest = new Manifest(
                    Manifest.FORMAT_VERSION,
                    "tiny",
                    VERSION,
                    Manifest.INTENDED_USE,
                    "2026-11-01T00:00:00Z",
                    experiment.network(),
                    preprocessing,
                    Manifest.CLASSES,
                    choices.calibration(),
                    choices.decision(),
                    new Manifest.TrainingData("by side", 1, 1, 1, 0, "generated films"),
                    JsonFile.tree(experiment),
                    JsonNodeFactory.instance.objectNode(),
                    DigestUtils.sha256Hex(weights));
            return new ModelPackage(manifest, weights);
        }
    }
}
