package org.xraystream.training.schedule;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code training.labels.new}: corrections since the last run; {@code training.runs{outcome}}: runs that ended with a
 * candidate that passed its gate, one that did not, or none (failed). Thread-safe.
 */
final class ScheduleMeters {
    private static final String RUNS = "training.runs";
    private static final String OUTCOME = "outcome";

    private final AtomicLong taught;
    private final Counter passed;
    private final Counter rejected;
    private final Counter failed;

    ScheduleMeters(MeterRegistry registry) {
        this.taught = registry.gauge("training.labels.new", new AtomicLong());
        this.passed = registry.counter(RUNS, OUTCOME, "passed");
        this.rejected = registry.counter(RUNS, OUTCOME, "rejected");
        this.failed = registry.counter(RUNS, OUTCOME, "failed");
    }

    void taught(long labels) {
        taught.set(labels);
    }

    void announced(boolean hasPassed) {
        (hasPassed ? passed : rejected).increment();
    }

    void failed() {
        failed.increment();
    }
}
