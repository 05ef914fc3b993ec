package org.xraystream.training.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.ParameterList;
import org.xraystream.model.net.EvidenceNetwork;
import org.xraystream.model.net.NetworkWeights;
import org.xraystream.training.experiment.Experiment;

/** A moving average of a network's weights and batch-norm statistics over the steps of its training. */
final class AveragedWeights implements AutoCloseable {
    private final NDManager manager;
    private final EvidenceNetwork average;
    private final EvidenceNetwork trained;
    private final double decay;
    private long steps;

    /** Starts from the weights that the network has. */
    AveragedWeights(Experiment experiment, EvidenceNetwork trained) {
        NDArray first = trained.getParameters().valueAt(0).getArray();
        this.manager = NDManager.newBaseManager(
                first.getDevice(), first.getManager().getEngine().getEngineName());
        this.decay = experiment.averaging();
        this.trained = trained;
        this.average = experiment.network().newNetwork();
        average.initialize(manager, DataType.FLOAT32, trained.getInputShapes());
        average.freezeParameters(true);
        NetworkWeights.decode(NetworkWeights.encode(trained), average);
    }

    /** Takes in the weights that the network has now. */
    void add() {
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

    /** How many weights were taken in. */
    long steps() {
        return steps;
    }

    /** Goes on from an average that was {@linkplain #encode encoded} after so many steps. */
    void restore(byte[] weights, long steps) {
        NetworkWeights.decode(weights, average);
        this.steps = steps;
    }

    /** The weights as a model package holds them. */
    byte[] encode() {
        return NetworkWeights.encode(average);
    }

    @Override
    public void close() {
        manager.close();
    }
}
