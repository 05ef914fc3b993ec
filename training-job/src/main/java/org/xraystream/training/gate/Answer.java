package org.xraystream.training.gate;

import org.xraystream.model.Decision;
import org.xraystream.model.Finding;
import org.xraystream.model.Reading;
import org.xraystream.model.UncertainReason;
import org.xraystream.training.metrics.Decided;

/**
 * What a model says of a film of known label, as far as the gate judges it.
 *
 * @param decided label, calibrated probability and finding
 * @param calledPositive whether it is pneumonia when the model must decide, at the model's own threshold
 * @param unread whether the model takes the film for none that it can read: rejected, of poor quality, or from outside
 *     its population
 */
record Answer(Decided decided, boolean calledPositive, boolean unread) {
    static Answer of(boolean positive, Reading reading, Decision decision) {
        boolean unread = reading.finding() == Finding.REJECTED
                || reading.reason()
                        .filter(reason -> reason != UncertainReason.NEAR_THRESHOLD)
                        .isPresent();
        return new Answer(
                new Decided(positive, reading.probability(), reading.finding()),
                decision.forcedPositive(reading.probability()),
                unread);
    }

    boolean positive() {
        return decided.positive();
    }

    boolean isDecided() {
        return decided.finding() == Finding.NORMAL || decided.finding() == Finding.PNEUMONIA;
    }
}
