package org.xraystream.training.roles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.xraystream.events.Finding;

/**
 * How a shadow answers beside the champion. Where one leaves to a human what the other decides, they are not equal, and
 * do not contradict each other: how much a model may leave open is for its gate.
 *
 * @param images that both have read
 * @param decided by both, of those images
 * @param agreement share of equal findings, uncertain ones among them
 * @param contradictions share of those that both have decided, where one says normal and the other pneumonia
 * @param shift mean calibrated probability of the shadow less the champion's
 * @param timeRatio median inference time of the shadow by the champion's
 */
record ShadowComparison(
        int images, int decided, double agreement, double contradictions, double shift, double timeRatio) {
    static final ShadowComparison NONE = new ShadowComparison(0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Both models' answers on one image. */
    record Pair(Answer champion, Answer shadow) {
        private boolean isEqual() {
            return champion.finding() == shadow.finding();
        }

        private boolean isDecided() {
            return isDecided(champion.finding()) && isDecided(shadow.finding());
        }

        private static boolean isDecided(Finding finding) {
            return finding == Finding.NORMAL || finding == Finding.PNEUMONIA;
        }
    }

    static ShadowComparison of(Collection<Pair> pairs) {
        if (pairs.isEmpty()) {
            return NONE;
        }
        long equal = pairs.stream().filter(Pair::isEqual).count();
        List<Pair> decided = pairs.stream().filter(Pair::isDecided).toList();
        long contradictions = decided.stream().filter(pair -> !pair.isEqual()).count();
        double shift = pairs.stream()
                .mapToDouble(
                        pair -> pair.shadow().probability() - pair.champion().probability())
                .sum();
        double own = median(pairs, pair -> pair.shadow().inferenceMicros());
        double champion = median(pairs, pair -> pair.champion().inferenceMicros());
        // a reading takes a microsecond at the least
        return new ShadowComparison(
                pairs.size(),
                decided.size(),
                (double) equal / pairs.size(),
                (double) contradictions / decided.size(),
                shift / pairs.size(),
                own / Math.max(1, champion));
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
        return decided >= bounds.leastDecided()
                && (images >= bounds.enoughImages() || reading.compareTo(bounds.enoughTime()) >= 0);
    }

    /** The bounds that it does not keep, each for a person; none if it is within all. */
    List<String> breaches(RolePolicy.Shadow bounds) {
        List<String> breaches = new ArrayList<>();
        if (contradictions > bounds.mostContradictions()) {
            breaches.add(breach(
                    "of what both decide, it contradicts the champion on a share of %.3f, more than %.3f",
                    contradictions, bounds.mostContradictions()));
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
                "%d live images beside the champion: share of equal findings %.3f, of contradictions among the %d that"
                        + " both decide %.3f, mean probability %+.3f, inference time %.2f-fold",
                images,
                agreement,
                decided,
                contradictions,
                shift,
                timeRatio);
    }
}
