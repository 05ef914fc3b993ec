package org.xraystream.model.net;

import ai.djl.ndarray.types.Shape;

/** Makes channels of a film's pixels: (N, C, H, W) → (N, C × H × W, 1, 1). */
final class Flatten extends Layer {
    @Override
    String write(ScriptBuilder script, String input) {
        return script.let("torch.reshape(%s, [torch.size(%s, 0), -1, 1, 1])".formatted(input, input));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape input = inputShapes[0];
        return new Shape[] {new Shape(input.get(0), input.slice(1).size(), 1, 1)};
    }
}
