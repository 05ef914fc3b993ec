package org.xraystream.model;

import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xraystream.model.net.Architecture;

/**
 * A network with weights, for inference alone: its parameters are frozen, so that no autograd graph is kept. Runs on
 * the GPU if the engine finds one, else on the CPU. Not thread-safe. Holds native memory until it is closed.
 */
public final class Network implements AutoCloseable {
    /** DJL's name of the engine that the weights are for. */
    public static final String ENGINE = "PyTorch";

    /**
     * What the network says of one film.
     *
     * @param logit log odds of pneumonia, not calibrated
     * @param heatMap where the evidence lies
     */
    public record Output(float logit, HeatMap heatMap) {}

    private final Preprocessing preprocessing;
    private final Block block;
    private final NDManager manager;
    private final ParameterStore parameters;

    private Network(Preprocessing preprocessing, Block block, NDManager manager) {
        this.preprocessing = preprocessing;
        this.block = block;
        this.manager = manager;
        this.parameters = new ParameterStore(manager, false);
    }

    /**
     * Builds the architecture and fills in the weights.
     *
     * @throws ModelPackageException if the weights are not of this architecture, cut short, or not all finite
     */
    public static Network load(Architecture architecture, Preprocessing preprocessing, byte[] weights)
            throws ModelPackageException {
        NDManager manager = NDManager.newBaseManager(Engine.getEngine(ENGINE).defaultDevice(), ENGINE);
        try {
            Block block = architecture.newBlock();
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, preprocessing.height(), preprocessing.width()));
            List<Shape> shapes = shapes(block);
            block.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(weights)));
            if (!shapes.equals(shapes(block))) {
                // DJL itself takes weights of whatever shape and fails later, when they meet an input
                throw new MalformedModelException("their shapes are others");
            }
            if (!allFinite(block)) {
                throw new MalformedModelException("they are not all finite numbers");
            }
            block.freezeParameters(true);
            return new Network(preprocessing, block, manager);
        } catch (EOFException e) {
            manager.close();
            throw new ModelPackageException("The weights of the architecture " + architecture + " are cut short.", e);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            // of damaged weights DJL says so with whatever exception the bytes lead it to
            manager.close();
            throw new ModelPackageException(
                    "The weights do not fit the architecture " + architecture + ": " + e.getMessage() + ".", e);
        }
    }

    private static List<Shape> shapes(Block block) {
        return block.getParameters().values().stream()
                .map(parameter -> parameter.getArray().getShape())
                .toList();
    }

    /** Weights of a training run that came to nothing make every probability undefined. */
    private static boolean allFinite(Block block) {
        return block.getParameters().values().stream().allMatch(parameter -> {
            for (float value : parameter.getArray().toFloatArray()) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
            return true;
        });
    }

    /**
     * Runs a batch.
     *
     * @param inputs each as {@link Preprocessing#prepare} makes it
     * @return one output per input, in the same order
     */
    public List<Output> run(List<float[]> inputs) {
        if (inputs.isEmpty()) {
            return List.of();
        }
        try (NDManager call = manager.newSubManager()) {
            NDArray batch = call.create(
                    FloatBuffer.wrap(concatenated(inputs)),
                    new Shape(inputs.size(), 1, preprocessing.height(), preprocessing.width()));
            NDList result = block.forward(parameters, new NDList(batch), false);
            result.attach(call);
            return outputs(result.get(0), result.get(1));
        }
    }

    private static float[] concatenated(List<float[]> inputs) {
        int length = inputs.get(0).length;
        float[] all = new float[inputs.size() * length];
        for (int i = 0; i < inputs.size(); i++) {
            System.arraycopy(inputs.get(i), 0, all, i * length, length);
        }
        return all;
    }

    private static List<Output> outputs(NDArray logits, NDArray evidence) {
        float[] logit = logits.toFloatArray();
        float[] cells = evidence.toFloatArray();
        int height = (int) evidence.getShape().get(1);
        int width = (int) evidence.getShape().get(2);
        List<Output> outputs = new ArrayList<>(logit.length);
        for (int i = 0; i < logit.length; i++) {
            int start = i * width * height;
            outputs.add(new Output(
                    logit[i], HeatMap.of(width, height, Arrays.copyOfRange(cells, start, start + width * height))));
        }
        return outputs;
    }

    /** How many native arrays are held: the parameters, before and after every run. More would be a leak. */
    int openArrays() {
        return manager.getManagedArrays().size();
    }

    /** Frees the native memory. */
    @Override
    public void close() {
        manager.close();
    }
}
