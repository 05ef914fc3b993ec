package org.xraystream.training.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.xraystream.training.bounds.Check;

/** How the learning rate goes over a phase: a linear warm-up, of at most half the phase, then by kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Schedule.Constant.class, name = "constant"),
    @JsonSubTypes.Type(value = Schedule.Step.class, name = "step"),
    @JsonSubTypes.Type(value = Schedule.Cosine.class, name = "cosine")
})
public sealed interface Schedule {
    /** Length of the warm-up, in epochs. */
    double warmUpEpochs();

    /**
     * The share of the learning rate after the warm-up.
     *
     * @param epoch of the phase, counted from 0 with fractions
     * @param warmUp where the warm-up ended
     * @param epochs of the phase
     */
    double shareAfterWarmUp(double epoch, double warmUp, double epochs);

    /**
     * The share of the highest learning rate at a step of a phase, in [0, 1].
     *
     * @param step from 0
     * @param stepsPerEpoch of the phase
     * @param epochs of the phase
     */
    default double share(int step, int stepsPerEpoch, int epochs) {
        double warmUp = Math.min(warmUpEpochs(), epochs / 2.0);
        double epoch = (double) step / stepsPerEpoch;
        // the first step has a rate already, so that no step is for nothing
        return epoch < warmUp
                ? Math.min(1, (epoch + 1.0 / stepsPerEpoch) / warmUp)
                : shareAfterWarmUp(epoch, warmUp, epochs);
    }

    /**
     * Stays where it is.
     *
     * @param warmUpEpochs length of the warm-up
     */
    record Constant(double warmUpEpochs) implements Schedule {
        public Constant {
            Check.notNegative("warmUpEpochs", warmUpEpochs);
        }

        @Override
        public double shareAfterWarmUp(double epoch, double warmUp, double epochs) {
            return 1;
        }
    }

    /**
     * Falls by a factor now and then.
     *
     * @param warmUpEpochs length of the warm-up
     * @param everyEpochs of the phase, the warm-up included
     * @param factor in (0, 1)
     */
    record Step(double warmUpEpochs, double everyEpochs, double factor) implements Schedule {
        public Step {
            Check.notNegative("warmUpEpochs", warmUpEpochs);
            Check.positive("everyEpochs", everyEpochs);
            Check.that(factor > 0 && factor < 1, "factor", factor, "in (0, 1)");
        }

        @Override
        public double shareAfterWarmUp(double epoch, double warmUp, double epochs) {
            return Math.pow(factor, Math.floor(epoch / everyEpochs));
        }
    }

    /**
     * Half a cosine (Loshchilov and Hutter, ICLR 2017, without restarts).
     *
     * @param warmUpEpochs length of the warm-up
     * @param lastShare of the highest rate, at the end of the phase
     */
    record Cosine(double warmUpEpochs, double lastShare) implements Schedule {
        public Cosine {
            Check.notNegative("warmUpEpochs", warmUpEpochs);
            Check.share("lastShare", lastShare);
        }

        @Override
        public double shareAfterWarmUp(double epoch, double warmUp, double epochs) {
            double progress = (epoch - warmUp) / (epochs - warmUp);
            return lastShare + (1 - lastShare) * (1 + Math.cos(Math.PI * progress)) / 2;
        }
    }
}
