package org.xraystream.model;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.net.Architecture;

/** A tiny network with random weights, and generated films. */
final class TestModels {
    static final Architecture ARCHITECTURE = new Architecture(Architecture.RESIDUAL_CNN, List.of(4, 8), 0.1);
    static final Preprocessing PREPROCESSING = Preprocessing.square(32);

    private TestModels() {}

    static byte[] weights(Architecture architecture) {
        Engine.getEngine(Network.ENGINE).setRandomSeed(5);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NDManager manager = NDManager.newBaseManager(Network.ENGINE)) {
            Block block = architecture.newBlock();
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, PREPROCESSING.height(), PREPROCESSING.width()));
            block.saveParameters(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
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
                new Decision(0.5, 0.4, 0.6, "test"),
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
