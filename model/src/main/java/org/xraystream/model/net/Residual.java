package org.xraystream.model.net;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/** Layers whose input is added to their output (He et al., CVPR 2016), both of the same shape, and an activation. */
final class Residual extends Layer {
    private final Block layers;
    private final ActivationFunction activation;

    Residual(Block layers, ActivationFunction activation) {
        this.layers = addChildBlock("layers", layers);
        this.activation = activation;
    }

    @Override
    String write(ScriptBuilder script, String input) {
        return script.let(activation.of(
                "torch.add(%s, %s)".formatted(script.floats(input), script.floats(script.add(layers, input)))));
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
