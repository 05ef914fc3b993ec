package org.xraystream.training.retrain;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.xraystream.events.Selection;
import org.xraystream.training.data.Side;
import org.xraystream.training.feedback.LabelledImage;

/**
 * Which labels are used for what. What is chosen or judged upon must be free of the model's own word, so that on the
 * sides of validation and gate labels are used that were given blind, and no others. The gate also leaves out those
 * that were asked for because of the model's answer (uncertain, in disagreement): they are the ones on which the
 * champion errs, and would favour whoever differs from it.
 *
 * @param now when the run began
 * @param recent how old a label of the gate may be
 */
record LabelUse(Instant now, Duration recent) {
    private static final Set<Selection> BY_ANSWER = EnumSet.of(Selection.UNCERTAIN, Selection.DISAGREEMENT);

    boolean uses(LabelledImage label) {
        return switch (Side.of(label.patient())) {
            case TRAINING -> label.weight() > 0;
            case VALIDATION -> label.blind();
            case GATE ->
                label.blind()
                        && !BY_ANSWER.contains(label.selection())
                        && label.labelledAt().isAfter(now.minus(recent));
        };
    }
}
