package org.xraystream.model.net;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers of an {@link InferenceScript} that are computed in 8 bits (Jacob et al., CVPR 2018): weights as signed
 * bytes with a scale for each filter, inputs as unsigned bytes with one scale, sums in 32 bits, so that they are exact.
 * What a rectifier gives goes to the next of these layers as bytes; all else is given in float32.
 */
final class EightBits {
    private static final int LARGEST_WEIGHT = Byte.MAX_VALUE;
    private static final String NO_SCALARS = "annotate(List[Optional[number]], [])";

    private final InferenceScript script;
    /** By layer; those that are not here are computed in float32. */
    private final IdentityHashMap<ConvolutionNorm, InputRanges.Range> inputs = new IdentityHashMap<>();
    /** Of the layer that follows, by layer. */
    private final IdentityHashMap<ConvolutionNorm, InputRanges.Range> next = new IdentityHashMap<>();
    /** What the bytes of a variable stand for. */
    private final Map<String, InputRanges.Range> bytes = new HashMap<>();

    /**
     * For a script of these layers.
     *
     * @throws EngineException if there are more ranges than layers, none, or the processor's sums are not exact
     */
    EightBits(InferenceScript script, List<ConvolutionNorm> layers, InputRanges ranges) {
        this.script = script;
        int first = layers.size() - ranges.last().size();
        if (first < 0 || ranges.last().isEmpty()) {
            throw new EngineException(
                    "There are ranges for " + ranges.last().size() + " of " + layers.size() + " layers.");
        }
        for (int i = first; i < layers.size(); i++) {
            inputs.put(layers.get(i), ranges.last().get(i - first));
            if (i > first) {
                next.put(layers.get(i - 1), ranges.last().get(i - first));
            }
        }
        requireExactSums(script.folding());
    }

    /** Whether a layer is one of those. */
    boolean has(ConvolutionNorm layer) {
        return inputs.containsKey(layer);
    }

    /**
     * Adds a layer.
     *
     * @param input the variable of its input
     * @param filters as they act
     * @param biases what is then added
     * @param geometry stride, padding, dilation and groups
     * @param activation what follows
     * @param shape of the input
     * @return the variable of its output
     */
    String add(
            ConvolutionNorm layer,
            String input,
            NDArray filters,
            NDArray biases,
            String geometry,
            ActivationFunction activation,
            Shape shape) {
        String code = coded(input, inputs.get(layer));
        InputRanges.Range range = bytes.get(code);
        float[] scales = scales(filters);
        NDArray scaleArray = script.folding().create(scales);
        String scale = script.constant(scaleArray, "torch.clone(%s)");
        String filter = script.constant(
                rounded(filters, scales),
                "ops.onednn.qconv_prepack(%s, "
                        + "%s, %s, %d, %s, %s)"
                                .formatted(
                                        script.newest(),
                                        range.scale(),
                                        range.zeroPoint(),
                                        geometry,
                                        Arrays.toString(
                                                InferenceScript.typical(shape).getShape())));
        // weights are symmetric: oneDNN reads no zero points of theirs
        String operands = "%s, %s, %d, %s, %s, %s, %s, %s"
                .formatted(
                        code,
                        range.scale(),
                        range.zeroPoint(),
                        filter,
                        scale,
                        scale,
                        script.constant(biases, "torch.clone(%s)"),
                        geometry);
        if (activation.isRectifier() && next.containsKey(layer)) {
            // bytes end at 0 and at the range's end, which is at most where the activation ends: nothing is left to do
            InputRanges.Range output = next.get(layer).rectified();
            String result = script.let("ops.onednn.qconv2d_pointwise(%s, %s, %d, 0, \"none\", %s, \"\")"
                    .formatted(operands, output.scale(), output.zeroPoint(), NO_SCALARS));
            bytes.put(result, output);
            return result;
        }
        String map = script.let(
                "ops.onednn.qconv2d_pointwise(%s, 1., 0, 6, %s, \"\")".formatted(operands, activation.postOperation()));
        return activation.isPostOperation() ? map : script.let(activation.of(map));
    }

    /** The variable in float32. */
    String floats(String variable) {
        InputRanges.Range range = bytes.get(variable);
        return range == null
                ? variable
                : script.let("torch.mul_(torch.sub_(torch.to(%s, 6), %d), %s)"
                        .formatted(variable, range.zeroPoint(), range.scale()));
    }

    private String coded(String variable, InputRanges.Range range) {
        if (bytes.containsKey(variable)) {
            return variable;
        }
        // the conversion cuts off, so half a step more rounds
        String result = script.let("torch.to(torch.clamp_(torch.add_(torch.mul(%s, %s), %s), 0., 255.), 0)"
                .formatted(variable, 1 / range.scale(), range.zeroPoint() + 0.5f));
        bytes.put(result, range);
        return result;
    }

    private static float[] scales(NDArray filters) {
        int count = (int) filters.getShape().get(0);
        float[] largest = filters.abs().reshape(count, -1).max(new int[] {1}).toFloatArray();
        for (int i = 0; i < count; i++) {
            largest[i] = Math.max(largest[i], Float.MIN_NORMAL * LARGEST_WEIGHT) / LARGEST_WEIGHT;
        }
        return largest;
    }

    private NDArray rounded(NDArray filters, float[] scales) {
        float[] weights = filters.toFloatArray();
        byte[] result = new byte[weights.length];
        int each = weights.length / scales.length;
        for (int i = 0; i < weights.length; i++) {
            result[i] = (byte) Math.round(weights[i] / scales[i / each]);
        }
        return script.folding().create(ByteBuffer.wrap(result), filters.getShape(), DataType.INT8);
    }

    /**
     * Processors without VNNI add two products of bytes in 16 bits, which overflow: their answers would be others, and
     * now and then wrong.
     */
    private static void requireExactSums(NDManager manager) {
        int channels = 64;
        int filters = 16;
        byte[] largest = new byte[filters * channels];
        Arrays.fill(largest, Byte.MAX_VALUE);
        NDArray film = manager.full(new Shape(1, channels, 1, 1), 255, DataType.UINT8);
        NDArray weights = manager.create(ByteBuffer.wrap(largest), new Shape(filters, channels, 1, 1), DataType.INT8);
        NDArray scale = manager.ones(new Shape(filters));
        String geometry = "[1, 1], [0, 0], [1, 1], 1";
        String filter = "ops.onednn.qconv_prepack(p1, p2, 1., 0, %s, [1, %d, 1, 1])".formatted(geometry, channels);
        String sums = "ops.onednn.qconv2d_pointwise(p0, 1., 0, %s, p2, p2, None, %s, 1., 0, 6, \"none\", %s, \"\")"
                .formatted(filter, geometry, NO_SCALARS);
        float[] found = new Script(manager, 3, "", List.of(sums))
                .call(new NDList(film, weights, scale))
                .singletonOrThrow()
                .toFloatArray();
        for (float sum : found) {
            if (sum != 255f * Byte.MAX_VALUE * channels) {
                throw new EngineException("The processor's sums of products of bytes overflow; it has no VNNI.");
            }
        }
    }
}
