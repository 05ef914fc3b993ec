package org.xraystream.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A square convolution, batch norm (Ioffe and Szegedy, ICML 2015) and an activation. (N, C, H, W) → (N, filters, ⌈H /
 * stride⌉, ⌈W / stride⌉), float32.
 *
 * <p>Where the statistics of the norm stand still, in inference and when they are frozen in training, the norm is
 * folded into the convolution (weights scaled, a bias added): one pass over the activations instead of three.
 */
final class ConvolutionNorm extends Layer {
    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.1f;

    private final int filters;
    private final int kernel;
    private final int stride;
    private final boolean depthwise;
    private final ActivationFunction activation;
    private final Parameter weight;
    private final Parameter gamma;
    private final Parameter beta;
    private final Parameter mean;
    private final Parameter variance;
    private boolean frozenStatistics;

    /**
     * A layer.
     *
     * @param kernel side of the window, odd; the edge is padded with zeros so that only the stride shrinks the map
     * @param depthwise one filter for each input channel, which sees no other; then as many filters as channels
     */
    ConvolutionNorm(int filters, int kernel, int stride, boolean depthwise, ActivationFunction activation) {
        this.filters = filters;
        this.kernel = kernel;
        this.stride = stride;
        this.depthwise = depthwise;
        this.activation = activation;
        this.weight = addParameter(Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .build());
        this.gamma = addParameter(Parameter.builder()
                .setName("gamma")
                .setType(Parameter.Type.GAMMA)
                .build());
        this.beta = addParameter(
                Parameter.builder().setName("beta").setType(Parameter.Type.BETA).build());
        this.mean = addParameter(statistic("running_mean", Parameter.Type.RUNNING_MEAN));
        this.variance = addParameter(statistic("running_var", Parameter.Type.RUNNING_VAR));
    }

    private static Parameter statistic(String name, Parameter.Type type) {
        return Parameter.builder()
                .setName(name)
                .setType(type)
                .optRequiresGrad(false)
                .build();
    }

    /** The layers of this kind in a block, in order. */
    static Stream<ConvolutionNorm> within(Block block) {
        return block instanceof ConvolutionNorm layer
                ? Stream.of(layer)
                : block.getChildren().values().stream().flatMap(ConvolutionNorm::within);
    }

    /** Whether training leaves the statistics of the norm as they are. */
    void freezeStatistics(boolean frozen) {
        frozenStatistics = frozen;
    }

    @Override
    String write(ScriptBuilder script, String input) {
        return script.add(this, input);
    }

    /** Adds this layer as it is: with parameters that may change from call to call, and that gradients reach. */
    String write(StageScript script, String input) {
        String filter = script.parameter(weight);
        String scale = script.parameter(gamma);
        String shift = script.parameter(beta);
        String centre = script.parameter(mean);
        String spread = script.parameter(variance);
        if (script.training() && !frozenStatistics) {
            String map = script.let(convolution(input, filter, "None"));
            String normal = script.let("torch.batch_norm(%s, %s, %s, %s, %s, True, %s, %s, True)"
                    .formatted(map, scale, shift, centre, spread, MOMENTUM, EPSILON));
            return script.let(activation.of(normal));
        }
        String factor = script.let("torch.mul(torch.rsqrt(torch.add(%s, %s)), %s)".formatted(spread, EPSILON, scale));
        String folded = script.let("torch.mul(torch.reshape(%s, [-1, 1, 1, 1]), %s)".formatted(factor, filter));
        String bias = script.let("torch.sub(%s, torch.mul(%s, %s))".formatted(shift, factor, centre));
        return script.let(activation.of(convolution(input, folded, bias)));
    }

    /** Adds this layer as it is now: as a convolution of oneDNN's with constants, its activation in the same pass. */
    String write(InferenceScript script, String input) {
        NDArray filters = filters(script.folding());
        NDArray biases = biases(script.folding());
        Optional<EightBits> eightBits = script.eightBits(this);
        if (eightBits.isPresent()) {
            return eightBits
                    .get()
                    .add(this, input, filters, biases, geometryStrideFirst(), activation, getInputShapes()[0]);
        }
        String filter = script.filter(filters, geometry(), getInputShapes()[0]);
        String bias = script.bias(biases);
        String map = script.let("ops.mkldnn._convolution_pointwise(%s, %s, %s, %s, %s, \"\")"
                .formatted(input, filter, bias, geometry(), activation.postOperation()));
        return activation.isPostOperation() ? map : script.let(activation.of(map));
    }

    private String convolution(String input, String filter, String bias) {
        int padding = kernel / 2;
        return "torch.conv2d(%s, %s, %s, [%d, %d], [%d, %d], [1, 1], %d)"
                .formatted(input, filter, bias, stride, stride, padding, padding, groups());
    }

    private int groups() {
        return depthwise ? filters : 1;
    }

    /** Padding, stride, dilation and groups. */
    private String geometry() {
        return geometry(kernel / 2, stride);
    }

    /** Stride, padding, dilation and groups: the order that 8-bit convolutions take them in. */
    private String geometryStrideFirst() {
        return geometry(stride, kernel / 2);
    }

    private String geometry(int first, int second) {
        return "[%d, %d], [%d, %d], [1, 1], %d".formatted(first, first, second, second, groups());
    }

    /**
     * The filters as they act when the statistics of the norm stand still: (filters, channels, kernel, kernel), or one
     * channel where it is depthwise.
     *
     * @param manager that they go with
     */
    NDArray filters(NDManager manager) {
        return factor(manager).reshape(-1, 1, 1, 1).mul(weight.getArray());
    }

    /** What the layer then adds to each filter's answer. */
    private NDArray biases(NDManager manager) {
        return factor(manager).mul(mean.getArray()).neg().add(beta.getArray());
    }

    private NDArray factor(NDManager manager) {
        return attached(variance.getArray().add(EPSILON), manager).pow(-0.5).mul(gamma.getArray());
    }

    /** Lets an array that was made of parameters go with this manager: else it would stay as long as they. */
    private static NDArray attached(NDArray array, NDManager manager) {
        array.attach(manager);
        return array;
    }

    @Override
    protected void prepare(Shape[] inputShapes) {
        long channels = depthwise ? 1 : inputShapes[0].get(1);
        weight.setShape(new Shape(filters, channels, kernel, kernel));
        for (Parameter perFilter : new Parameter[] {gamma, beta, mean, variance}) {
            perFilter.setShape(new Shape(filters));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape input = inputShapes[0];
        return new Shape[] {new Shape(input.get(0), filters, shrunk(input.get(2)), shrunk(input.get(3)))};
    }

    private long shrunk(long side) {
        return (side + stride - 1) / stride;
    }
}
