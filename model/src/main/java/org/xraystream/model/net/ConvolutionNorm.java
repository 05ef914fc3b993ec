package org.xraystream.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.stream.Stream;

/**
 * A square convolution, batch norm (Ioffe and Szegedy, ICML 2015) and an activation. (N, C, H, W) → (N, filters, ⌈H /
 * stride⌉, ⌈W / stride⌉), float32.
 *
 * <p>Where the statistics of the norm stand still, in inference and when they are frozen in training, the norm is
 * folded into the convolution (weights scaled, a bias added): one pass over the activations instead of three.
 */
final class ConvolutionNorm extends AbstractBlock {
    private static final byte VERSION = 1;
    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.9f;

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
        super(VERSION);
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
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray input = inputs.singletonOrThrow();
        NDArray filter = parameters.getValue(weight, input.getDevice(), training);
        NDArray scale = parameters.getValue(gamma, input.getDevice(), training);
        NDArray shift = parameters.getValue(beta, input.getDevice(), training);
        NDArray centre = parameters.getValue(mean, input.getDevice(), training);
        NDArray spread = parameters.getValue(variance, input.getDevice(), training);
        NDArray output;
        if (training && !frozenStatistics) {
            NDArray map = convolution(input, filter, null);
            output = BatchNorm.batchNorm(map, centre, spread, scale, shift, 1, MOMENTUM, EPSILON, true)
                    .singletonOrThrow();
        } else {
            NDArray factor = factor(spread, scale, input.getManager());
            output = convolution(
                    input, folded(filter, factor), factor.mul(centre).neg().add(shift));
        }
        return new NDList(activation.apply(output));
    }

    /**
     * The filters as they act when the statistics of the norm stand still: (filters, channels, kernel, kernel), or one
     * channel where it is depthwise.
     *
     * @param manager that they go with
     */
    NDArray filters(NDManager manager) {
        return folded(weight.getArray(), factor(variance.getArray(), gamma.getArray(), manager));
    }

    private static NDArray factor(NDArray spread, NDArray scale, NDManager manager) {
        return attached(spread.add(EPSILON), manager).pow(-0.5).mul(scale);
    }

    private static NDArray folded(NDArray filter, NDArray factor) {
        return factor.reshape(-1, 1, 1, 1).mul(filter);
    }

    private NDArray convolution(NDArray input, NDArray filter, NDArray bias) {
        int padding = kernel / 2;
        return Conv2d.conv2d(
                        input,
                        filter,
                        bias,
                        new Shape(stride, stride),
                        new Shape(padding, padding),
                        new Shape(1, 1),
                        depthwise ? filters : 1)
                .singletonOrThrow();
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
