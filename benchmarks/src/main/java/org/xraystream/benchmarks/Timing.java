package org.xraystream.benchmarks;

import java.util.concurrent.TimeUnit;

/**
 * How long one measurement takes.
 *
 * @param warmUpNanos comes first and does not count
 * @param nanos what counts
 */
record Timing(long warmUpNanos, long nanos) {
    /** With a warm-up of half as long: code gets compiled and caches fill, as in a service that has run for days. */
    static Timing ofSeconds(double seconds) {
        return new Timing((long) (seconds / 2 * 1e9), (long) (seconds * 1e9));
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
