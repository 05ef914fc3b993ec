package org.xraystream.training.comparison;

import java.util.ArrayList;
import java.util.List;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.Phase;

/**
 * What one fold of an experiment takes.
 *
 * @param secondsPerEpoch by phase, validation included
 * @param otherSeconds whatever the epochs: scoring
 */
record Cost(List<Double> secondsPerEpoch, double otherSeconds) {
    /** With so many epochs by phase. */
    double seconds(List<Integer> epochs) {
        double seconds = otherSeconds;
        for (int i = 0; i < epochs.size(); i++) {
            seconds += epochs.get(i) * secondsPerEpoch.get(i);
        }
        return seconds;
    }

    /** The same, this many times as long. */
    Cost times(double factor) {
        return new Cost(
                secondsPerEpoch.stream().map(seconds -> seconds * factor).toList(), otherSeconds * factor);
    }

    /**
     * The experiment with its phases cut alike, each to one epoch at least, so that it takes no longer than this if
     * that is possible. Its schedule goes with its phases.
     */
    Experiment cut(Experiment experiment, double seconds) {
        List<Integer> asked = epochs(experiment);
        double share = (seconds - otherSeconds) / (seconds(asked) - otherSeconds);
        List<Phase> phases = new ArrayList<>();
        for (Phase phase : experiment.phases()) {
            phases.add(phase.withEpochs(Math.max(1, (int) Math.min(phase.epochs(), phase.epochs() * share))));
        }
        return experiment.withPhases(phases);
    }

    static List<Integer> epochs(Experiment experiment) {
        return experiment.phases().stream().map(Phase::epochs).toList();
    }
}
