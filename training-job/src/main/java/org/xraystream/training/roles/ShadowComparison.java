package org.xraystream.training.roles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How a shadow answers beside the champion.
 *
 * @param images that both have read
 * @param agreement share of equal findings, uncertain ones among them
 * @param shift mean calibrated probability of the shadow less the champion's
 * @param timeRatio median inference time of the shadow by the champion's
 */
record ShadowComparison(int images, double agreement, double shift, double timeRatio) {
    static final ShadowComparison NONE = new ShadowComparison(0, Double.NaN, Double.NaN, Double.NaN);

    /** Both models' answers on one image. */
    record Pair(Answer champion, Answer shadow) {}

    static ShadowComparison of(Collection<Pair> pairs) {
        if (pairs.isEmpty()) {
            return NONE;
        }
        long equal = pairs.stream()
                .filter(pair -> pair.champion().finding() == pair.shadow().finding())
                .count();
        double shift = pairs.stream()
                .mapToDouble(
                        pair -> pair.shadow().probability() - pair.champion().probability())
                .sum();
        double own = median(pairs, pair -> pair.shadow().inferenceMicros());
        double champion = median(pairs, pair -> pair.champion().inferenceMicros());
        // a reading takes a microsecond at the least
        return new ShadowComparison(
                pairs.size(), (double) equal / pairs.size(), shift / pairs.size(), own / Math.max(1, champion));
    }

    private static double median(Collection<Pair> pairs, ToDoubleFunction<Pair> value) {
        double[] sorted = pairs.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * Whether there is enough to decide on.
     *
     * @param reading how long the shadow has been one
     */
    boolean isEnough(RolePolicy.Shadow bounds, Duration reading) {
        return images >= bounds.enoughImages()
                || (images >= bounds.leastImages() && reading.compareTo(bounds.enoughTime()) >= 0);
    }

    /** The bounds that it does not keep, each for a person; none if it is within all. */
    List<String> breaches(RolePolicy.Shadow bounds) {
        List<String> breaches = new ArrayList<>();
        if (agreement < bounds.leastAgreement()) {
            breaches.add(breach("share of equal findings %.3f is below %.3f", agreement, bounds.leastAgreement()));
        }
        if (Math.abs(shift) > bounds.mostShift()) {
            breaches.add(breach("mean probability differs by %+.3f, more than %.3f", shift, bounds.mostShift()));
        }
        if (timeRatio > bounds.mostTimeRatio()) {
            breaches.add(breach(
                    "inference takes %.2f times as long, more than %.2f times", timeRatio, bounds.mostTimeRatio()));
        }
        return breaches;
    }

    private static String breach(String format, double value, double bound) {
        return String.format(Locale.ROOT, format, value, bound);
    }

    /** For a person. */
    String sentence() {
        return String.format(
                Locale.ROOT,
                "%d live images beside the champion: share of equal findings %.3f, mean probability %+.3f,"
                        + " inference time %.2f-fold",
                images,
                agreement,
                shift,
                timeRatio);
    }
}
