package org.xraystream.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Feature stages, global average pool, dropout and a linear layer, with the class activation map (Zhou et al., CVPR
 * 2016) from the same forward pass. The linear layer is a 1 × 1 convolution, which gives the logit when it is applied
 * to the pooled features and each cell's evidence when it is applied to the feature map: without dropout the mean of
 * the evidence is exactly the logit.
 *
 * <p>In: float32 (N, 1, H, W). Out, training: one array, the logits (N). Out, inference: logits (N); evidence (N, h,
 * w), both in log odds; features (N, F), each observed stage's mean and standard deviation of every channel over the
 * film, stage by stage, the means first. All float32.
 *
 * <p>Activations lie in memory with the channels last, which PyTorch's CPU and GPU kernels are fastest with.
 */
public final class EvidenceNetwork extends AbstractBlock {
    /** The name of what follows the stages. */
    public static final String HEAD = "head";

    private static final byte VERSION = 2;
    /** How many arrays inference gives. */
    private static final int OUTPUTS = 3;

    private static final String MEAN = "torch.mean(%s, [2, 3])";
    private static final float SMALLEST_VARIANCE = 1e-8f;

    private final List<Architecture.Stage> stages;
    private final List<String> observed;
    private final Block dropout;
    private final Block head;
    /** What is compiled so far, by whether it is for training. */
    private final Map<Boolean, StageScript> scripts = new HashMap<>();

    EvidenceNetwork(List<Architecture.Stage> stages, List<String> observed, double dropout) {
        super(VERSION);
        this.stages = stages;
        this.observed = List.copyOf(observed);
        stages.forEach(stage -> addChildBlock(stage.name(), stage.block()));
        this.dropout = addChildBlock(
                "dropout", Dropout.builder().optRate((float) dropout).build());
        this.head = addChildBlock(
                HEAD,
                Conv2d.builder().setFilters(1).setKernelShape(new Shape(1, 1)).build());
    }

    /** The feature stages, from input to output. */
    public List<Architecture.Stage> stages() {
        return stages;
    }

    /** The linear layer. */
    public Block head() {
        return head;
    }

    /** The layers with a norm, in the order in which they follow each other. */
    List<ConvolutionNorm> layers() {
        return layers(stages);
    }

    private static List<ConvolutionNorm> layers(List<Architecture.Stage> stages) {
        return stages.stream()
                .flatMap(stage -> ConvolutionNorm.within(stage.block()))
                .toList();
    }

    /** Whether training leaves the statistics of all batch norms as they are, as is best for pretrained weights. */
    public void freezeStatistics(boolean frozen) {
        layers().forEach(layer -> layer.freezeStatistics(frozen));
        scripts.remove(true);
    }

    /**
     * The filters of the first layer, with its norm folded in: float32 (filters, 1, side, side), or (filters, H * W, 1,
     * 1) where the layer sees the whole film at once.
     *
     * @param manager that they go with
     */
    public NDArray firstFilters(NDManager manager) {
        return ConvolutionNorm.within(stages.get(0).block())
                .findFirst()
                .orElseThrow()
                .filters(manager);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> params) {
        if (training) {
            NDList maps = results(parameters, inputs, true);
            NDArray map = maps.get(maps.size() - 1);
            NDList kept = dropout.forward(parameters, new NDList(pooled(map)), true);
            NDArray logits = head.forward(parameters, kept, true).singletonOrThrow();
            return new NDList(logits.reshape(-1));
        }
        NDList results = results(parameters, inputs, false);
        results.subNDList(OUTPUTS).close();
        return new NDList(results.subList(0, OUTPUTS));
    }

    /**
     * The output of each stage for the films: float32 (N, C, h, w), in the order of the {@linkplain #stages stages}.
     */
    public List<NDArray> maps(ParameterStore parameters, NDList films) {
        NDList results = results(parameters, films, false);
        new NDList(results.subList(0, OUTPUTS)).close();
        return results.subNDList(OUTPUTS);
    }

    /**
     * The ranges of the inputs of all layers from the first observed stage on: 8 bits in the layers before those, which
     * are wide in pixels and narrow in channels, change what a network says by far the most.
     *
     * @param films float32 (1, 1, H, W) each; asked for twice
     */
    public InputRanges inputRanges(ParameterStore parameters, Supplier<Stream<NDArray>> films) {
        int first = stages.stream().map(Architecture.Stage::name).toList().indexOf(observed.get(0));
        List<RangeHistogram> histograms = layers(stages.subList(first, stages.size())).stream()
                .map(layer -> new RangeHistogram())
                .toList();
        StageScript script = StageScript.ofInputs(this);
        for (BiConsumer<RangeHistogram, float[]> look :
                List.<BiConsumer<RangeHistogram, float[]>>of(RangeHistogram::widen, RangeHistogram::count)) {
            films.get().forEach(film -> {
                try (NDList inputs = script.run(parameters, channelsLast(film))) {
                    int before = inputs.size() - histograms.size();
                    for (int i = 0; i < histograms.size(); i++) {
                        look.accept(histograms.get(i), inputs.get(before + i).toFloatArray());
                    }
                }
            });
        }
        return new InputRanges(histograms.stream().map(RangeHistogram::best).toList());
    }

    private NDList results(ParameterStore parameters, NDList films, boolean training) {
        return scripts.computeIfAbsent(training, key -> new StageScript(this, key))
                .run(parameters, channelsLast(films.singletonOrThrow()));
    }

    /**
     * Adds what comes after the stages in inference.
     *
     * @param maps the variables of the stages' outputs
     * @param weight the variable of the head's weight
     * @param bias the variable of the head's bias
     * @return those of logits, evidence and features
     */
    List<String> writeOutputs(ScriptBuilder script, List<String> maps, String weight, String bias) {
        String map = script.let(Precision.FLOAT32.of(script.floats(maps.get(maps.size() - 1))));
        String evidence = script.let(script.pointwise(map, weight, bias));
        List<String> features = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            if (observed.contains(stages.get(i).name())) {
                String stage = script.let(Precision.FLOAT32.of(script.floats(maps.get(i))));
                String mean = script.let(MEAN.formatted(stage));
                String squares = script.let(MEAN.formatted("torch.square(%s)".formatted(stage)));
                String variance = script.let("torch.sub(%s, torch.square(%s))".formatted(squares, mean));
                features.add(mean);
                features.add(script.let("torch.sqrt(torch.clamp_min(%s, %s))".formatted(variance, SMALLEST_VARIANCE)));
            }
        }
        return List.of(
                script.let("torch.mean(%s, [1, 2, 3])".formatted(evidence)),
                script.let("torch.squeeze(%s, 1)".formatted(evidence)),
                script.let("torch.cat([%s], 1)".formatted(String.join(", ", features))));
    }

    /** The same film in the same memory; with one channel only the strides say that the channels are last. */
    private static NDArray channelsLast(NDArray films) {
        Shape shape = films.getShape();
        return films.reshape(shape.get(0), shape.get(2), shape.get(3), 1).transpose(0, 3, 1, 2);
    }

    /** (N, C, h, w) → (N, C, 1, 1); DJL's mean takes one axis at a time. */
    private static NDArray pooled(NDArray map) {
        Shape shape = map.getShape();
        return map.reshape(shape.get(0), shape.get(1), -1, 1).mean(new int[] {2}, true);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape[] shapes = inputShapes;
        for (Architecture.Stage stage : stages) {
            stage.block().initialize(manager, dataType, shapes);
            shapes = stage.block().getOutputShapes(shapes);
        }
        dropout.initialize(manager, dataType, shapes);
        head.initialize(manager, dataType, shapes);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] shapes = inputShapes;
        long features = 0;
        for (Architecture.Stage stage : stages) {
            shapes = stage.block().getOutputShapes(shapes);
            features += observed.contains(stage.name()) ? 2 * shapes[0].get(1) : 0;
        }
        Shape map = shapes[0];
        return new Shape[] {
            new Shape(map.get(0)), new Shape(map.get(0), map.get(2), map.get(3)), new Shape(map.get(0), features)
        };
    }
}
