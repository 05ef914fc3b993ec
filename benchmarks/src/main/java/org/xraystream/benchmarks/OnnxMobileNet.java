package org.xraystream.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.xraystream.benchmarks.OnnxGraph.Attribute;
import org.xraystream.model.net.NetworkWeights;

/**
 * MobileNetV2 with its head and features in ONNX, made of a weights file alone and with the norms folded, as an
 * exporter gives it. In: {@value #FILMS}; out: {@link #OUTPUTS}, as
 * {@linkplain org.xraystream.model.net.EvidenceNetwork the network} says. The names of the weights, which sort as the
 * layers follow each other, tell what the layers are.
 */
final class OnnxMobileNet {
    static final String FILMS = "films";
    static final List<String> OUTPUTS = List.of("logits", "evidence", "features");

    private static final Set<String> OBSERVED = Set.of("04stage3", "05stage4", "06stage5");
    private static final Pattern STRIDE_OF_TWO =
            Pattern.compile("01stem_01Conv.*|(02stage1|03stage2|04stage3|06stage5)_01SequentialBlock_02.*");
    private static final Pattern LAST_OF_BOTTLENECK = Pattern.compile(".*_01layers_03.*|.*_\\d+SequentialBlock_03.*");
    private static final Pattern FIRST_OF_RESIDUAL = Pattern.compile(".*Residual_01layers_01.*");
    private static final Pattern LAST_OF_RESIDUAL = Pattern.compile(".*Residual_01layers_03.*");
    private static final float EPSILON = 1e-5f;
    private static final float SMALLEST_VARIANCE = 1e-8f;

    private final OnnxGraph graph = new OnnxGraph();
    private final Map<String, NDArray> arrays;
    private final List<String> features = new ArrayList<>();

    private OnnxMobileNet(Map<String, NDArray> arrays) {
        this.arrays = arrays;
    }

    /**
     * The file's bytes.
     *
     * @param weights as {@link NetworkWeights} writes them
     * @param side of the films, pixels
     */
    static byte[] encode(byte[] weights, int side) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return new OnnxMobileNet(NetworkWeights.arrays(weights, manager)).encode(side);
        }
    }

    private byte[] encode(int side) {
        graph.input(FILMS, -1, 1, side, side);
        Set<String> layers = arrays.keySet().stream()
                .filter(name -> name.endsWith("_gamma"))
                .map(name -> name.substring(0, name.lastIndexOf('_') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        String map = FILMS;
        String shortcut = FILMS;
        String stage = "";
        for (String layer : layers) {
            String stageNow = layer.substring(0, layer.indexOf('_'));
            if (!stageNow.equals(stage) && OBSERVED.contains(stage)) {
                addFeatures(map);
            }
            stage = stageNow;
            shortcut = FIRST_OF_RESIDUAL.matcher(layer).matches() ? map : shortcut;
            map = addLayer(layer, map);
            if (LAST_OF_RESIDUAL.matcher(layer).matches()) {
                map = graph.add("Add", List.of(map, shortcut));
            }
        }
        addOutputs(map);
        return graph.encoded();
    }

    private String addLayer(String layer, String input) {
        NDArray factor = array(layer, "running_var").add(EPSILON).pow(-0.5).mul(array(layer, "gamma"));
        NDArray weight = factor.reshape(-1, 1, 1, 1).mul(array(layer, "weight"));
        NDArray bias = array(layer, "beta").sub(factor.mul(array(layer, "running_mean")));
        Shape shape = weight.getShape();
        long padding = shape.get(2) / 2;
        boolean isDepthwise = shape.get(1) == 1 && !input.equals(FILMS);
        long stride = STRIDE_OF_TWO.matcher(layer).matches() ? 2 : 1;
        String map = graph.add(
                "Conv",
                List.of(input, constant(weight), constant(bias)),
                new Attribute("pads", true, padding, padding, padding, padding),
                new Attribute("strides", true, stride, stride),
                new Attribute("group", false, isDepthwise ? shape.get(0) : 1));
        return LAST_OF_BOTTLENECK.matcher(layer).matches()
                ? map
                : graph.add("Clip", List.of(map, scalar(0), scalar(6)));
    }

    private void addFeatures(String map) {
        String mean = mean(map, 2, 3);
        String squares = mean(graph.add("Mul", List.of(map, map)), 2, 3);
        String variance = graph.add("Sub", List.of(squares, graph.add("Mul", List.of(mean, mean))));
        features.add(mean);
        features.add(graph.add("Sqrt", List.of(graph.add("Max", List.of(variance, scalar(SMALLEST_VARIANCE))))));
    }

    private void addOutputs(String map) {
        String evidence = graph.add(
                "Conv", List.of(map, constant(arrays.get("10head_weight")), constant(arrays.get("10head_bias"))));
        graph.output(OUTPUTS.get(0), mean(evidence, 1, 2, 3));
        graph.output(OUTPUTS.get(1), evidence);
        graph.output(OUTPUTS.get(2), graph.add("Concat", features, new Attribute("axis", false, 1)));
    }

    /** The mean over these axes, which it then has no more. */
    private String mean(String map, long... axes) {
        return graph.add(
                "ReduceMean", List.of(map), new Attribute("axes", true, axes), new Attribute("keepdims", false, 0));
    }

    private NDArray array(String layer, String parameter) {
        return arrays.get(layer + parameter);
    }

    private String constant(NDArray array) {
        return graph.constant(array.toFloatArray(), array.getShape().getShape());
    }

    private String scalar(float value) {
        return graph.constant(new float[] {value});
    }
}
