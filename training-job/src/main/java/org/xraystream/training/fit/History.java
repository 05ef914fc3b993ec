package org.xraystream.training.fit;

import java.util.ArrayList;
import java.util.List;
import org.xraystream.training.experiment.Phase;
import org.xraystream.training.experiment.Stopping;
import org.xraystream.training.metrics.Auroc;
import org.xraystream.training.metrics.BalancedLoss;
import org.xraystream.training.metrics.Scored;

/** The epochs of a run so far, and the weights of the best one. */
final class History {
    private final Stopping stopping;
    private final List<Epoch> epochs = new ArrayList<>();
    private byte[] best;

    /** A history of nothing yet, or of a run that goes on. */
    History(Stopping stopping, List<Epoch> epochs, byte[] best) {
        this.stopping = stopping;
        this.epochs.addAll(epochs);
        this.best = best;
    }

    List<Epoch> epochs() {
        return List.copyOf(epochs);
    }

    /** The weights of the best epoch; before the first epoch, those that the history began with. */
    byte[] best() {
        return best;
    }

    /**
     * Adds an epoch.
     *
     * @param logits of the validation films by these weights
     */
    Epoch add(int phase, double trainingLoss, List<Scored> logits, byte[] weights) {
        double auroc = Auroc.of(logits).value();
        double loss = BalancedLoss.of(logits);
        boolean isBest = epochs.stream().filter(Epoch::best).allMatch(earlier -> isBetter(auroc, loss, earlier));
        if (isBest) {
            best = weights;
        }
        Epoch epoch = new Epoch(epochs.size() + 1, phase, trainingLoss, auroc, loss, isBest);
        epochs.add(epoch);
        return epoch;
    }

    private boolean isBetter(double auroc, double loss, Epoch earlier) {
        int byAuroc = Double.compare(auroc, earlier.validationAuroc());
        boolean lowerLoss = loss < earlier.validationLoss();
        return stopping.metric() == Stopping.Metric.LOSS ? lowerLoss : byAuroc > 0 || (byAuroc == 0 && lowerLoss);
    }

    /** How many epochs a phase has had. */
    int epochs(int phase) {
        return (int) epochs.stream().filter(epoch -> epoch.phase() == phase).count();
    }

    /** Whether a phase has had its epochs, or too many since its best one. */
    boolean isOver(int number, Phase phase) {
        int sinceBest = 0;
        for (Epoch epoch : epochs) {
            sinceBest = epoch.best() || epoch.phase() != number ? 0 : sinceBest + 1;
        }
        return epochs(number) >= phase.epochs() || sinceBest >= stopping.patience();
    }
}
