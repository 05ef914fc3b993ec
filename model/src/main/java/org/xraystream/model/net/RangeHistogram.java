package org.xraystream.model.net;

/**
 * Finds the range of 255 equal steps that values are rounded to with the least mean squared error. A few large values
 * are then clipped where that makes the steps of all others finer. Each value is to be seen twice.
 */
final class RangeHistogram {
    private static final int BINS = 4096;
    private static final int STEPS = 255;
    /** Tried in hundredths of the values' extremes. */
    private static final int SMALLEST = 20;

    private float low;
    private float high = Float.MIN_NORMAL;
    private final long[] counts = new long[BINS];

    /** The first time. */
    void widen(float[] values) {
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }

    /** The second time, after all values were seen once. */
    void count(float[] values) {
        double binsPerUnit = BINS / ((double) high - low);
        for (float value : values) {
            counts[Math.min(BINS - 1, (int) ((value - low) * binsPerUnit))]++;
        }
    }

    InputRanges.Range best() {
        double least = Double.POSITIVE_INFINITY;
        double chosen = 1;
        for (int percent = SMALLEST; percent <= 100; percent++) {
            double error = error(percent / 100.0);
            if (error < least) {
                least = error;
                chosen = percent / 100.0;
            }
        }
        return new InputRanges.Range((float) (low * chosen), (float) (high * chosen));
    }

    private double error(double share) {
        double from = low * share;
        double step = (high - low) * share / STEPS;
        double binWidth = ((double) high - low) / BINS;
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double value = low + (bin + 0.5) * binWidth;
            double nearest = from + step * Math.max(0, Math.min(STEPS, Math.rint((value - from) / step)));
            sum += counts[bin] * (nearest - value) * (nearest - value);
        }
        return sum;
    }
}
