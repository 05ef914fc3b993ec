package org.xraystream.training.drift;

import java.util.List;
import org.xraystream.model.Reference.Bins;

/**
 * How far images are distributed otherwise than a reference: the population stability index, the sum over the bins of
 * {@code (p − q) · ln(p / q)}, p and q being the bin's shares of the images and of the reference. Half an image is
 * added to each bin, so that an empty one has a logarithm.
 *
 * <p>By convention less than 0.1 is little change and {@value #SHIFT} a shift, whatever the number of images. Of images
 * that have not drifted the index is distributed as a chi-square of bins − 1 degrees of freedom by (1/n + 1/m)
 * (Yurdakul, "Statistical Properties of Population Stability Index", Western Michigan University, 2018): few images
 * show a shift where there is none. The bound is therefore the larger of the convention and of that distribution's 99 %
 * quantile.
 *
 * @param images that were compared, n
 * @param value of the index, 0 and more
 * @param bound from which it counts as drift with so many images
 */
public record StabilityIndex(long images, double value, double bound) {
    /** Fewer images are not judged. */
    public static final int ENOUGH_IMAGES = 100;

    private static final double SHIFT = 0.25;

    /** Of the standard normal distribution at 99 %. */
    private static final double QUANTILE = 2.3263;

    private static final double ADDED = 0.5;

    /**
     * Compares images with a reference.
     *
     * @param counts of the images in the reference's bins
     */
    static StabilityIndex of(Bins reference, List<Long> counts) {
        long images = sum(counts);
        long references = sum(reference.counts());
        int bins = counts.size();
        double value = 0;
        for (int i = 0; i < bins; i++) {
            double p = (counts.get(i) + ADDED) / (images + ADDED * bins);
            double q = (reference.counts().get(i) + ADDED) / (references + ADDED * bins);
            value += (p - q) * Math.log(p / q);
        }
        double chance = chiSquareQuantile(bins - 1) * (1.0 / Math.max(1, images) + 1.0 / references);
        return new StabilityIndex(images, value, Math.max(SHIFT, chance));
    }

    /** Whether there are images enough, and the index is at the bound or beyond it. */
    public boolean isAlarm() {
        return isJudged() && value >= bound;
    }

    /** Whether there are images enough. */
    public boolean isJudged() {
        return images >= ENOUGH_IMAGES;
    }

    /** At 99 %, within 1 % (Wilson and Hilferty, PNAS 17, 1931). */
    static double chiSquareQuantile(int degrees) {
        double variance = 2.0 / (9 * degrees);
        double root = 1 - variance + QUANTILE * Math.sqrt(variance);
        return degrees * root * root * root;
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
