package org.xraystream.stack;

import java.time.Duration;

/** Waits until a server in a child process answers. */
final class Readiness {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Readiness() {}

    /** Asks the server once. */
    @FunctionalInterface
    interface Probe {
        boolean answers();
    }

    /**
     * Asks again and again.
     *
     * @return true once it answers; false when it has ended, or not answered within the limit
     */
    static boolean await(ChildProcess server, Duration limit, Probe probe) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (server.isAlive() && System.nanoTime() < deadline) {
            if (probe.answers()) {
                return true;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return false;
    }
}
