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

/**
 * Features, global average pool, dropout and a linear layer, with the class activation map (Zhou et al., CVPR 2016)
 * from the same forward pass. The linear layer is a 1 × 1 convolution, which gives the logit when it is applied to the
 * pooled features and each cell's evidence when it is applied to the feature map: without dropout the mean of the
 * evidence is exactly the logit.
 *
 * <p>In: float32 (N, 1, H, W). Out, training: one array, the logits (N). Out, inference: logits (N) and evidence (N, h,
 * w), both in log odds.
 */
final class EvidenceNetwork extends AbstractBlock {
    private static final byte VERSION = 1;

    private final Block features;
    private final Block dropout;
    private final Block head;

    EvidenceNetwork(Block features, double dropout) {
        super(VERSION);
        this.features = addChildBlock("features", features);
        this.dropout = addChildBlock(
                "dropout", Dropout.builder().optRate((float) dropout).build());
        this.head = addChildBlock(
                "head",
                Conv2d.builder().setFilters(1).setKernelShape(new Shape(1, 1)).build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray map = features.forward(parameters, inputs, training).singletonOrThrow();
        if (training) {
            NDList kept = dropout.forward(parameters, new NDList(pooled(map)), true);
            NDArray logits = head.forward(parameters, kept, true).singletonOrThrow();
            return new NDList(logits.reshape(-1));
        }
        NDArray evidence = head.forward(parameters, new NDList(map), false).singletonOrThrow();
        return new NDList(pooled(evidence).reshape(-1), evidence.squeeze(1));
    }

    /** (N, C, h, w) → (N, C, 1, 1); DJL's mean takes one axis at a time. */
    private static NDArray pooled(NDArray map) {
        Shape shape = map.getShape();
        return map.reshape(shape.get(0), shape.get(1), -1, 1).mean(new int[] {2}, true);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        features.initialize(manager, dataType, inputShapes);
        Shape[] map = features.getOutputShapes(inputShapes);
        dropout.initialize(manager, dataType, map);
        head.initialize(manager, dataType, map);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape map = features.getOutputShapes(inputShapes)[0];
        return new Shape[] {new Shape(map.get(0)), new Shape(map.get(0), map.get(2), map.get(3))};
    }
}
