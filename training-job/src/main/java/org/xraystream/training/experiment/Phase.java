package org.xraystream.training.experiment;

import org.xraystream.training.bounds.Check;

/**
 * A part of a run with its own trainable stages, learning rates and schedule; its optimizer starts anew.
 *
 * @param epochs at most; in an epoch as many films are seen as there are
 * @param train {@value #ALL}, {@value #HEAD} (the last stage alone), or {@value #FROM} and a stage's name (that stage
 *     and all after it)
 * @param learningRate highest of the schedule, of the last stage
 * @param stageDecay each stage's learning rate is the next one's times this; 1 is the same rate for all
 * @param frozenStatistics whether all norms use and keep the statistics that they have, as is best for pretrained ones
 */
public record Phase(int epochs, String train, double learningRate, double stageDecay, boolean frozenStatistics) {
    public static final String ALL = "all";
    public static final String HEAD = "head";
    public static final String FROM = "from:";

    public Phase {
        Check.that(epochs >= 1, "epochs", epochs, "at least 1");
        Check.that(
                ALL.equals(train) || HEAD.equals(train) || train.startsWith(FROM),
                "train",
                '"' + train + '"',
                "\"all\", \"head\" or \"from:\" and the name of a stage");
        Check.positive("learningRate", learningRate);
        Check.that(stageDecay > 0 && stageDecay <= 1, "stageDecay", stageDecay, "in (0, 1]");
    }

    /** The same with at most so many epochs. */
    public Phase withEpochs(int otherEpochs) {
        return new Phase(otherEpochs, train, learningRate, stageDecay, frozenStatistics);
    }
}
