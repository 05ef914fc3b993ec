package org.xraystream.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** Layers whose input is added to their output (He et al., CVPR 2016), both of the same shape, and an activation. */
final class Residual extends AbstractBlock {
    private static final byte VERSION = 1;

    private final Block layers;
    private final ActivationFunction activation;

    Residual(Block layers, ActivationFunction activation) {
        super(VERSION);
        this.layers = addChildBlock("layers", layers);
        this.activation = activation;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray change = layers.forward(parameters, inputs, training).singletonOrThrow();
        return new NDList(activation.apply(inputs.singletonOrThrow().add(change)));
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        layers.initialize(manager, dataType, inputShapes);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
