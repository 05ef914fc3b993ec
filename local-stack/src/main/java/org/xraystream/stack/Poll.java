package org.xraystream.stack;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what nothing announces. */
final class Poll {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Poll() {}

    /**
     * Asks again and again.
     *
     * @return true once the condition holds, false when it does not within the limit
     */
    static boolean until(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return true;
    }
}
