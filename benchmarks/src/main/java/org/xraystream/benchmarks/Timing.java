package org.xraystream.benchmarks;

import java.util.concurrent.TimeUnit;

/**
 * How long one measurement takes.
 *
 * @param warmUpNanos comes first and does not count
 * @param nanos what counts
 */
record Timing(long warmUpNanos, long nanos) {
    /**
     * With a warm-up of three times as long, since a service runs for days: after 10 seconds the compilers of broker
     * and service still take a sixth of the processors' time.
     */
    static Timing ofSeconds(double seconds) {
        return of(3 * seconds, seconds);
    }

    /** With a warm-up of half as long, for what runs little that is new to the compilers. */
    static Timing ofFamiliar(double seconds) {
        return of(seconds / 2, seconds);
    }

    private static Timing of(double warmUp, double seconds) {
        return new Timing((long) (warmUp * 1e9), (long) (seconds * 1e9));
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
