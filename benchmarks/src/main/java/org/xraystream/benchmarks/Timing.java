package org.xraystream.benchmarks;

import java.util.concurrent.TimeUnit;

/**
 * How long one measurement takes.
 *
 * @param warmUpNanos comes first and does not count
 * @param nanos what counts
 */
record Timing(long warmUpNanos, long nanos) {
    /** With a warm-up of a quarter: compiled code and filled caches, which a service that runs for days always has. */
    static Timing ofSeconds(double seconds) {
        return new Timing((long) (seconds / 4 * 1e9), (long) (seconds * 1e9));
    }

    double seconds() {
        return nanos / 1e9;
    }

    /** All of it, warm-up and measurement. */
    double wholeSeconds() {
        return (warmUpNanos + nanos) / 1e9;
    }

    static double millis(long nanos) {
        return (double) nanos / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
