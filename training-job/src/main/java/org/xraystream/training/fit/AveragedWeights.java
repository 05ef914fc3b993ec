package org.xraystream.training.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.ParameterList;
import org.xraystream.model.Network;
import org.xraystream.model.net.Architecture;
import org.xraystream.model.net.EvidenceNetwork;
import org.xraystream.model.net.NetworkWeights;

/** A moving average of a block's weights and batch-norm statistics over the steps of its training. */
final class AveragedWeights implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager(Network.ENGINE);
    private final EvidenceNetwork average;
    private final double decay;
    private long steps;

    AveragedWeights(Architecture architecture, Shape input, double decay) {
        this.decay = decay;
        this.average = architecture.newNetwork();
        average.initialize(manager, DataType.FLOAT32, input);
        average.freezeParameters(true);
    }

    void add(Block trained) {
        // early on the average follows closely, so that the first weights are soon forgotten
        double kept = Math.min(decay, (1.0 + steps) / (10.0 + steps));
        steps++;
        ParameterList to = average.getParameters();
        ParameterList from = trained.getParameters();
        for (int i = 0; i < to.size(); i++) {
            NDArray target = to.valueAt(i).getArray();
            try (NDArray share = from.valueAt(i).getArray().mul(1 - kept)) {
                target.muli(kept).addi(share);
            }
        }
    }

    /** The weights as a model package holds them. */
    byte[] toBytes() {
        return NetworkWeights.encode(average);
    }

    @Override
    public void close() {
        manager.close();
    }
}
