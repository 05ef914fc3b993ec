package org.xraystream.inference.pipeline;

import java.time.Duration;
import org.xraystream.model.Classifier.Prepared;

/**
 * An image that is ready for the device; it holds its model until it is finished or given up.
 *
 * @param model that prepared it, and alone may read it
 * @param readyNanos when it was ready, on the clock of {@link System#nanoTime}
 */
record PreparedImage(
        PendingImage pending,
        ReadingModel model,
        Prepared input,
        Duration queued,
        Duration fetched,
        Duration decoded,
        long readyNanos) {

    void finish(Outcome outcome) {
        pending.finish(outcome);
        model.release();
    }
}
