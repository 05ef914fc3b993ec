package org.xraystream.model.net;

import ai.djl.ndarray.NDList;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** A part of a network that says in TorchScript what it does. It runs as a part of its network, never alone. */
abstract class Layer extends AbstractBlock {
    private static final byte VERSION = 1;

    Layer() {
        super(VERSION);
    }

    /**
     * Adds what this layer does.
     *
     * @param input the variable that it takes, (N, C, H, W)
     * @return the variable that it gives
     */
    abstract String write(ScriptBuilder script, String input);

    @Override
    protected final NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> params) {
        throw new UnsupportedOperationException("A layer runs as a part of its network.");
    }
}
