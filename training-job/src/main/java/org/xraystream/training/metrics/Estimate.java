package org.xraystream.training.metrics;

import java.util.List;

/**
 * A figure with its 95 % interval.
 *
 * @param value the figure
 * @param low end of the interval
 * @param high end of the interval
 */
public record Estimate(double value, double low, double high) {
    /** The 97.5th percentile of the normal distribution. */
    static final double Z = 1.959963984540054;

    /** A share of successes with Wilson's score interval (Wilson 1927); nothing is known of a share of nothing. */
    public static Estimate proportion(long successes, long total) {
        if (total == 0) {
            return new Estimate(Double.NaN, Double.NaN, Double.NaN);
        }
        return share((double) successes / total, total);
    }

    /** Wilson's interval of a share that need not be a whole number of successes. */
    static Estimate share(double share, long total) {
        double z2 = Z * Z / total;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(share * (1 - share) / total + z2 / (4 * total)) / (1 + z2);
        // at shares of 0 and 1 rounding would put the end of the interval beside the share
        return new Estimate(
                share, Math.max(0, Math.min(share, centre - half)), Math.min(1, Math.max(share, centre + half)));
    }

    /** The two ends of the interval. */
    public List<Double> interval() {
        return List.of(low, high);
    }
}
