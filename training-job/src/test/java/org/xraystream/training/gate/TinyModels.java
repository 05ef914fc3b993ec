package org.xraystream.training.gate;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.model.Calibration;
import org.xraystream.model.Decision;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.model.net.ActivationFunction;
import org.xraystream.model.net.Architecture;
import org.xraystream.model.net.EvidenceNetwork;
import org.xraystream.model.net.NetworkWeights;
import org.xraystream.model.net.ResidualCnn;

/** Packages of tiny networks with weights drawn at random: of another seed, another model. */
public final class TinyModels {
    private static final Architecture ARCHITECTURE = new ResidualCnn(List.of(4, 8), 0.1, ActivationFunction.RELU);
    private static final int SIZE = 32;
    private static final Calibration PLAIN = new Calibration("none", 1, 0);

    private TinyModels() {}

    /** A model that answers. */
    public static ModelPackage model(int seed) throws ModelPackageException {
        return model("0.0." + seed, weights(seed, head -> {}), PLAIN, ARCHITECTURE);
    }

    /** One that says the same of every film. */
    public static ModelPackage constant() throws ModelPackageException {
        return model("0.1.0-constant", weights(1, head -> head.muli(0)), PLAIN, ARCHITECTURE);
    }

    /** One whose finite weights add up to no number. */
    static ModelPackage notANumber() throws ModelPackageException {
        return model("0.1.0-nan", weights(1, head -> head.muli(1e38f)), PLAIN, ARCHITECTURE);
    }

    /** One whose weights are of another network than its manifest says. */
    static ModelPackage unloadable() throws ModelPackageException {
        return model(
                "0.1.0-other",
                weights(1, head -> {}),
                PLAIN,
                new ResidualCnn(List.of(4, 6), 0.1, ActivationFunction.RELU));
    }

    private static byte[] weights(int seed, Consumer<NDArray> changeHead) {
        Engine.getEngine(Network.ENGINE).setRandomSeed(seed);
        try (NDManager manager = NDManager.newBaseManager(Network.ENGINE)) {
            EvidenceNetwork network = ARCHITECTURE.newNetwork();
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 1, SIZE, SIZE));
            changeHead.accept(network.head().getDirectParameters().get("weight").getArray());
            return NetworkWeights.encode(network);
        }
    }

    private static ModelPackage model(
            String version, byte[] weights, Calibration calibration, Architecture architecture)
            throws ModelPackageException {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        return new ModelPackage(
                new Manifest(
                        Manifest.FORMAT_VERSION,
                        "tiny",
                        version,
                        Manifest.INTENDED_USE,
                        "2026-01-01T00:00:00Z",
                        architecture,
                        Preprocessing.square(SIZE),
                        Manifest.CLASSES,
                        calibration,
                        new Decision(0.5, 0.4, 0.6, "test", Decision.Guarantee.none()),
                        new Manifest.TrainingData("none", 0, 0, 0, 0, "generated"),
                        none,
                        none,
                        DigestUtils.sha256Hex(weights)),
                weights);
    }
}
