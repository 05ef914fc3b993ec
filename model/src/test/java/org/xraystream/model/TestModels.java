package org.xraystream.model;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.net.ActivationFunction;
import org.xraystream.model.net.Architecture;
import org.xraystream.model.net.EvidenceNetwork;
import org.xraystream.model.net.NetworkWeights;
import org.xraystream.model.net.ResidualCnn;

/** A tiny network with random weights, and generated films. */
final class TestModels {
    static final Architecture ARCHITECTURE = new ResidualCnn(List.of(4, 8), 0.1, ActivationFunction.RELU);
    static final Preprocessing PREPROCESSING = Preprocessing.square(32);

    private TestModels() {}

    static byte[] weights(Architecture architecture) {
        Engine.getEngine(Network.ENGINE).setRandomSeed(5);
        try (NDManager manager = NDManager.newBaseManager(Network.ENGINE)) {
            EvidenceNetwork network = architecture.newNetwork();
            network.initialize(
                    manager, DataType.FLOAT32, new Shape(1, 1, PREPROCESSING.height(), PREPROCESSING.width()));
            return NetworkWeights.encode(network);
        }
    }

    static Manifest manifest(byte[] weights) {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        return new Manifest(
                Manifest.FORMAT_VERSION,
                "test-cnn",
                "0.0.1",
                Manifest.INTENDED_USE,
                "2026-01-01T00:00:00Z",
                ARCHITECTURE,
                PREPROCESSING,
                Manifest.CLASSES,
                new Calibration("none", 1, 0),
                new Decision(0.5, 0.4, 0.6, "test", Decision.Guarantee.none()),
                new Manifest.TrainingData("none", 0, 0, 0, 0, "generated"),
                none,
                none,
                DigestUtils.sha256Hex(weights));
    }

    static ModelPackage model() throws ModelPackageException {
        byte[] weights = weights(ARCHITECTURE);
        return new ModelPackage(manifest(weights), weights);
    }

    static GreyImage film(int width, int height, long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[width * height];
        for (int i = 0; i < pixels.length; i++) {
            float slope = (float) (i % width) / width;
            pixels[i] = 0.7f * slope + 0.3f * random.nextFloat();
        }
        return new GreyImage(width, height, pixels);
    }
}
