package org.xraystream.model.net;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.ParameterList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole network in TorchScript for inference on a CPU: films in, {@linkplain EvidenceNetwork what the network gives}
 * out. Its constants are made of the weights that the network has when this is made: norms folded into the
 * convolutions, in the order in memory that oneDNN wants them in. Stages run in the given precision (see
 * {@link EightBits} for {@link Precision#INT8}), pooling and head in float32. Thread-safe.
 */
public final class InferenceScript extends ScriptBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceScript.class);
    /** The order that oneDNN wants weights in depends on the shape of the input; weights in another are slower. */
    private static final int TYPICAL_BATCH = 8;

    private static final String CHANNELS_LAST = "torch.contiguous(%s, memory_format=2)";

    private final Precision precision;
    private final NDManager folding;
    private final NDList arrays = new NDList();
    /** How each constant is made of its array. */
    private final List<String> preparations = new ArrayList<>();

    private final Optional<EightBits> eightBits;
    private final NDList constants;
    private final Script compiled;

    /**
     * Compiles a network.
     *
     * @param network its parameters frozen
     * @param ranges of the layers that {@link Precision#INT8} is for; others do without
     * @param manager that it goes with
     * @throws EngineException if this PyTorch is without oneDNN, or processor or network without this precision
     */
    InferenceScript(EvidenceNetwork network, Precision precision, InputRanges ranges, NDManager manager) {
        this.precision = precision;
        try (NDManager temporary = manager.newSubManager()) {
            folding = temporary;
            eightBits = precision == Precision.INT8
                    ? Optional.of(new EightBits(this, network.layers(), ranges))
                    : Optional.empty();
            List<String> maps = add(network.stages(), let(CHANNELS_LAST.formatted(precision.of(films()))));
            ParameterList head = network.head().getDirectParameters();
            List<String> outputs = network.writeOutputs(
                    this,
                    maps,
                    constant(head.get("weight").getArray(), "%s"),
                    constant(head.get("bias").getArray(), "%s"));
            constants = new Script(temporary, arrays.size(), "", preparations).call(arrays);
            constants.attach(manager);
            arrays.clear();
            compiled = compile(manager, outputs);
        }
    }

    /**
     * The script in the narrowest of the precisions that this machine computes in; none where it is none of them: on a
     * GPU, or with a PyTorch without oneDNN. It is not the one that some trials find fastest: the same package would
     * then read with other numbers from start to start, and from one network of a service to the next.
     *
     * @param network its parameters frozen; the script goes with them
     * @param ranges without which there is no {@link Precision#INT8}
     * @param film the shape of a batch of one
     */
    public static Optional<InferenceScript> narrowest(
            EvidenceNetwork network, Set<Precision> allowed, InputRanges ranges, Shape film) {
        NDManager manager =
                network.head().getDirectParameters().get("weight").getArray().getManager();
        if (manager.getDevice().isGpu()) {
            return Optional.empty();
        }
        return allowed.stream()
                .sorted(Comparator.reverseOrder())
                .flatMap(precision -> tried(network, precision, ranges, film, manager).stream())
                .findFirst();
    }

    private static Optional<InferenceScript> tried(
            EvidenceNetwork network, Precision precision, InputRanges ranges, Shape film, NDManager manager) {
        // what a script that fails has made of the weights goes with this; one that runs hands its own on
        NDManager attempt = manager.newSubManager();
        try (NDManager call = manager.newSubManager()) {
            InferenceScript script = new InferenceScript(network, precision, ranges, attempt);
            script.run(call.zeros(film));
            return Optional.of(script);
        } catch (EngineException e) {
            attempt.close();
            LOG.info("Inference in {} is not possible here: {}", precision, e.getMessage());
            return Optional.empty();
        }
    }

    public Precision precision() {
        return precision;
    }

    @Override
    String add(ConvolutionNorm layer, String input) {
        return layer.write(this, input);
    }

    @Override
    String floats(String variable) {
        return eightBits.map(layers -> layers.floats(variable)).orElse(variable);
    }

    /** What adds a layer in 8 bits, if it is one of those. */
    Optional<EightBits> eightBits(ConvolutionNorm layer) {
        return eightBits.filter(layers -> layers.has(layer));
    }

    /**
     * Always oneDNN's: of {@code torch.conv2d} it depends on the size of the batch and the number of threads whether
     * oneDNN computes it or a matrix product, which add up in another order.
     */
    @Override
    String pointwise(String input, String weight, String bias) {
        return "ops.mkldnn._convolution_pointwise(%s, %s, %s, [0, 0], [1, 1], [1, 1], 1, %s, \"\")"
                .formatted(input, weight, bias, ActivationFunction.IDENTITY.postOperation());
    }

    /** What the arrays that constants are made of go with. */
    NDManager folding() {
        return folding;
    }

    /**
     * The variable of a convolution's weights.
     *
     * @param geometry padding, stride, dilation and groups
     * @param input shape of what it is applied to
     */
    String filter(NDArray weights, String geometry, Shape input) {
        return constant(
                weights,
                "ops.mkldnn._reorder_convolution_weight(%s, %s, %s)"
                        .formatted(
                                CHANNELS_LAST.formatted(precision.of("%s")),
                                geometry,
                                Arrays.toString(typical(input).getShape())));
    }

    /** A batch of which the order of weights is taken. */
    static Shape typical(Shape shape) {
        return new Shape(TYPICAL_BATCH, shape.get(1), shape.get(2), shape.get(3));
    }

    /** The variable of what a convolution adds. */
    String bias(NDArray values) {
        return constant(values, precision.of("%s"));
    }

    /** The argument of what constants are made of that was added last. */
    String newest() {
        return Script.argument(arrays.size() - 1);
    }

    /**
     * The variable of a constant.
     *
     * @param preparation how it is made of the array, {@code %s} being the array; see to it that it does not stay in
     *     the array's memory, which need not live as long
     */
    String constant(NDArray array, String preparation) {
        preparations.add(preparation.formatted(Script.argument(arrays.size())));
        arrays.add(array);
        return newArgument();
    }

    /**
     * Runs it.
     *
     * @param films float32 (N, 1, H, W)
     * @return arrays that go with the films' manager
     */
    public NDList run(NDArray films) {
        return compiled.call(new NDList(films).addAll(constants));
    }
}
