package org.xraystream.benchmarks;

import org.HdrHistogram.Histogram;

/** Latencies in milliseconds. */
record LatencySummary(double p50, double p90, double p99, double max, long images) {
    private static final double MICROS = 1_000;

    /** @param micros latencies in microseconds */
    static LatencySummary of(Histogram micros) {
        return new LatencySummary(
                micros.getValueAtPercentile(50) / MICROS,
                micros.getValueAtPercentile(90) / MICROS,
                micros.getValueAtPercentile(99) / MICROS,
                micros.getMaxValue() / MICROS,
                micros.getTotalCount());
    }
}
