package org.xraystream.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xraystream.imaging.HeatMap;
import org.xraystream.model.net.Architecture;
import org.xraystream.model.net.EvidenceNetwork;
import org.xraystream.model.net.FilmBuffer;
import org.xraystream.model.net.InferenceScript;
import org.xraystream.model.net.InputRanges;
import org.xraystream.model.net.NetworkWeights;
import org.xraystream.model.net.Precision;

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
     * @param features mean and standard deviation of every channel of every observed stage; see {@link EvidenceNetwork}
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Output(float logit, HeatMap heatMap, float[] features) {}

    private final Preprocessing preprocessing;
    private final EvidenceNetwork network;
    /** The fastest way that this machine has; where it has none, the network runs as it does in training. */
    private final Optional<InferenceScript> script;

    private final NDManager manager;
    private final ParameterStore parameters;

    private final FilmBuffer films;

    private Network(
            Preprocessing preprocessing, EvidenceNetwork network, Optional<InferenceScript> script, NDManager manager) {
        this.preprocessing = preprocessing;
        this.network = network;
        this.script = script;
        this.manager = manager;
        this.parameters = new ParameterStore(manager, false);
        this.films = new FilmBuffer(manager);
    }

    /**
     * Builds the architecture and fills in the weights; computes in float32.
     *
     * @param weights as {@link NetworkWeights} writes them
     * @throws ModelPackageException if the weights are not of this architecture, damaged, or not all finite
     */
    public static Network load(Architecture architecture, Preprocessing preprocessing, byte[] weights)
            throws ModelPackageException {
        return load(architecture, preprocessing, weights, EnumSet.of(Precision.FLOAT32), InputRanges.NONE);
    }

    /**
     * The same in the narrowest of the precisions that this processor computes in: always the same on one processor.
     *
     * @param allowed the precisions to choose from
     * @param ranges without which {@link Precision#INT8} is not possible
     * @throws ModelPackageException also if the processor can compute in none of them
     */
    public static Network load(
            Architecture architecture,
            Preprocessing preprocessing,
            byte[] weights,
            Set<Precision> allowed,
            InputRanges ranges)
            throws ModelPackageException {
        return load(
                architecture, preprocessing, weights, allowed, ranges, devices().get(0));
    }

    /**
     * The same on one of the {@link #devices}.
     *
     * @throws ModelPackageException also if the processor can compute in none of them
     */
    public static Network load(
            Architecture architecture,
            Preprocessing preprocessing,
            byte[] weights,
            Set<Precision> allowed,
            InputRanges ranges,
            Device device)
            throws ModelPackageException {
        NDManager manager = NDManager.newBaseManager(device, ENGINE);
        try {
            Shape input = new Shape(1, 1, preprocessing.height(), preprocessing.width());
            EvidenceNetwork network = architecture.newNetwork();
            network.initialize(manager, DataType.FLOAT32, input);
            NetworkWeights.decode(weights, network);
            network.freezeParameters(true);
            Optional<InferenceScript> script = InferenceScript.narrowest(network, allowed, ranges, input);
            if (script.isEmpty() && !allowed.contains(Precision.FLOAT32)) {
                throw new ModelPackageException("This processor cannot compute this model in " + allowed + "; allow "
                        + Precision.FLOAT32 + " too.");
            }
            return new Network(preprocessing, network, script, manager);
        } catch (IllegalArgumentException e) {
            manager.close();
            throw new ModelPackageException(
                    "The weights do not fit the architecture " + architecture + ": " + e.getMessage() + ".", e);
        } catch (ModelPackageException | RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** What {@link #run} computes in. */
    public Precision precision() {
        return script.map(InferenceScript::precision).orElse(Precision.FLOAT32);
    }

    /** Where networks can be loaded to: every GPU that the engine finds; if it finds none, the CPU. */
    public static List<Device> devices() {
        return List.of(Engine.getEngine(ENGINE).getDevices());
    }

    /**
     * How many processors runs on the calling thread use, and on threads that run a network for the first time later;
     * all, if nobody says less. Several networks on one processor each read more films a second than one on all, whose
     * threads wait for each other after each layer.
     */
    public static void useProcessors(int count) {
        Engine.getEngine(ENGINE);
        JniUtils.setNumThreads(count);
    }

    /** How many numbers the weights are, the statistics of norms included. */
    public long parameters() {
        return network.getParameters().values().stream()
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
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
            NDArray films = batch(inputs, call);
            NDList result = script.map(compiled -> compiled.run(films))
                    .orElseGet(() -> network.forward(parameters, new NDList(films), false));
            result.attach(call);
            return outputs(result.get(0), result.get(1), result.get(2));
        }
    }

    /**
     * What every stage makes of one film, from input to output.
     *
     * @param input as {@link Preprocessing#prepare} makes it
     */
    public List<ChannelStack> activations(float[] input) {
        try (NDManager call = manager.newSubManager()) {
            List<NDArray> maps = network.maps(parameters, new NDList(batch(List.of(input), call)));
            List<ChannelStack> stacks = new ArrayList<>(maps.size());
            for (NDArray map : maps) {
                String stage = network.stages().get(stacks.size()).name();
                stacks.add(stack(stage, map.toType(DataType.FLOAT32, false).squeeze(0)));
            }
            return stacks;
        }
    }

    /**
     * The ranges that {@link Precision#INT8} computes in.
     *
     * @param films some hundred that the weights were fitted to, each as {@link Preprocessing#prepare} makes it
     */
    public InputRanges inputRanges(List<float[]> films) {
        try (NDManager call = manager.newSubManager()) {
            return network.inputRanges(parameters, () -> films.stream().map(film -> batch(List.of(film), call)));
        }
    }

    /**
     * What the first layer looks for, a channel to a filter: its weights in the place of the film's pixels, as large as
     * the film where the layer sees all of it at once. Where a pixel is bright and the weight above 0, the filter
     * answers more.
     */
    public ChannelStack firstFilters() {
        try (NDManager call = manager.newSubManager()) {
            NDArray filters = network.firstFilters(call);
            boolean isWholeFilm = filters.getShape().get(1) > 1;
            return stack(
                    network.stages().get(0).name(),
                    isWholeFilm
                            ? filters.reshape(-1, preprocessing.height(), preprocessing.width())
                            : filters.squeeze(1));
        }
    }

    /** What the head gives each channel of the last stage: evidence is the channels' weighted sum and a constant. */
    public float[] headWeights() {
        return network.head().getDirectParameters().get("weight").getArray().toFloatArray();
    }

    private static ChannelStack stack(String name, NDArray array) {
        Shape shape = array.getShape();
        return new ChannelStack(name, (int) shape.get(0), (int) shape.get(1), (int) shape.get(2), array.toFloatArray());
    }

    /** Lives as long as the call. */
    private NDArray batch(List<float[]> inputs, NDManager call) {
        return films.array(inputs, new Shape(inputs.size(), 1, preprocessing.height(), preprocessing.width()), call);
    }

    private static List<Output> outputs(NDArray logits, NDArray evidence, NDArray features) {
        float[] logit = logits.toFloatArray();
        float[] cells = evidence.toFloatArray();
        float[] feature = features.toFloatArray();
        int length = feature.length / logit.length;
        int height = (int) evidence.getShape().get(1);
        int width = (int) evidence.getShape().get(2);
        List<Output> outputs = new ArrayList<>(logit.length);
        for (int i = 0; i < logit.length; i++) {
            int start = i * width * height;
            outputs.add(new Output(
                    logit[i],
                    HeatMap.ofEvidence(width, height, Arrays.copyOfRange(cells, start, start + width * height)),
                    Arrays.copyOfRange(feature, i * length, (i + 1) * length)));
        }
        return outputs;
    }

    /** How many {@linkplain Output#features features} a film has. */
    public int features() {
        Shape input = new Shape(1, 1, preprocessing.height(), preprocessing.width());
        return (int) network.getOutputShapes(new Shape[] {input})[2].get(1);
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
