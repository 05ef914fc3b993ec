package org.xraystream.inference.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xraystream.events.ModelReference;
import org.xraystream.service.KafkaSettings;

/**
 * A replay's answers beside others of the same images.
 *
 * @param replay the topic of the replay
 * @param reference the topic that it is compared with
 * @param images that have an answer on both sides that says something of them
 * @param missing images of the replay without an answer on the other side
 * @param incomparable images that were rejected, on a side, for what says nothing of them, such as an object that is
 *     gone
 * @param repeated how well the answers of the same model agree
 * @param findings how often the reference had the first finding, and the replay the second
 * @param difference of the probability, replay less reference, over the images that both diagnosed
 * @param changed the images whose finding is another, by id
 */
public record Comparison(
        String replay,
        String reference,
        long images,
        long missing,
        long incomparable,
        Repeated repeated,
        Map<String, Map<String, Long>> findings,
        Difference difference,
        List<Pair> changed) {
    /** What another device may change a probability by. */
    public static final double TOLERANCE = 1e-4;

    private static final List<String> FINDINGS = List.of("NORMAL", "PNEUMONIA", "UNCERTAIN", Answer.REJECTED);
    private static final int MOST_LISTED = 20;

    /**
     * Answers of the same model, which must be the same.
     *
     * @param equal finding, reason, probability and evidence are the same bit for bit
     * @param near the probabilities are no more than {@value #TOLERANCE} apart
     * @param different all others
     * @param largest difference of the probability
     * @param first of those that are not equal, by id
     */
    public record Repeated(long equal, long near, long different, double largest, List<Pair> first) {}

    /** Quantiles of the difference, and the mean of its size; all 0 where nothing was compared. */
    public record Difference(
            double least, double p05, double p25, double median, double p75, double p95, double most, double meanSize) {
        static Difference of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return new Difference(
                    quantile(sorted, 0),
                    quantile(sorted, 0.05),
                    quantile(sorted, 0.25),
                    quantile(sorted, 0.5),
                    quantile(sorted, 0.75),
                    quantile(sorted, 0.95),
                    quantile(sorted, 1),
                    Arrays.stream(values).map(Math::abs).average().orElse(0));
        }

        private static double quantile(double[] sorted, double share) {
            return sorted.length == 0 ? 0 : sorted[(int) Math.round(share * (sorted.length - 1))];
        }
    }

    /** One image's two answers; probabilities are NaN where it was rejected. */
    public record Pair(String imageId, String was, String is, double probabilityWas, double probabilityIs) {
        static Pair of(String imageId, Answer was, Answer is) {
            return new Pair(imageId, was.finding(), is.finding(), probability(was), probability(is));
        }

        private static double probability(Answer answer) {
            return answer instanceof Answer.Read read ? read.probability() : Double.NaN;
        }
    }

    /**
     * Compares, over the images of the replay.
     *
     * @param model of the replay
     * @throws ReplayException if one of the topics does not exist, or the schema registry is away
     */
    public static Comparison of(ReplayTopics replay, ReplayTopics reference, ModelReference model, KafkaSettings kafka)
            throws ReplayException, InterruptedException {
        Map<String, Answer> is = new TreeMap<>(Answers.of(replay, image -> true, model, kafka));
        Map<String, Answer> was = Answers.of(reference, is::containsKey, model, kafka);
        return of(replay.name(), reference.name(), was, is);
    }

    /** Compares answers by image. */
    static Comparison of(String replay, String reference, Map<String, Answer> was, Map<String, Answer> is) {
        Tally tally = new Tally();
        is.forEach((imageId, answer) -> tally.add(imageId, was.get(imageId), answer));
        return new Comparison(
                replay,
                reference,
                tally.images,
                tally.missing,
                tally.incomparable,
                new Repeated(tally.equal, tally.near, tally.different, tally.largest, tally.unequal),
                tally.findings,
                Difference.of(tally.differences.stream().mapToDouble(x -> x).toArray()),
                tally.changed);
    }

    /** Whether no answer of the same model is another. */
    public boolean isRepeated() {
        return repeated.different() == 0;
    }

    private static final class Tally {
        private long images;
        private long missing;
        private long incomparable;
        private long equal;
        private long near;
        private long different;
        private double largest;
        private final List<Pair> unequal = new ArrayList<>();
        private final List<Pair> changed = new ArrayList<>();
        private final List<Double> differences = new ArrayList<>();
        private final Map<String, Map<String, Long>> findings = new TreeMap<>();

        Tally() {
            for (String was : FINDINGS) {
                findings.put(was, new TreeMap<>());
                FINDINGS.forEach(is -> findings.get(was).put(is, 0L));
            }
        }

        void add(String imageId, Answer was, Answer is) {
            if (was == null) {
                missing++;
            } else if (isPassing(was) || isPassing(is)) {
                incomparable++;
            } else {
                images++;
                findings.get(was.finding()).merge(is.finding(), 1L, Long::sum);
                Pair pair = Pair.of(imageId, was, is);
                if (!was.finding().equals(is.finding())) {
                    changed.add(pair);
                }
                if (was instanceof Answer.Read before && is instanceof Answer.Read now) {
                    addRead(pair, before, now);
                }
            }
        }

        private void addRead(Pair pair, Answer.Read was, Answer.Read is) {
            double difference = is.probability() - was.probability();
            differences.add(difference);
            if (!is.model().equals(was.model())) {
                return;
            }
            largest = Math.max(largest, Math.abs(difference));
            if (is.isExactly(was)) {
                equal++;
                return;
            }
            if (Math.abs(difference) <= TOLERANCE) {
                near++;
            } else {
                different++;
            }
            if (unequal.size() < MOST_LISTED) {
                unequal.add(pair);
            }
        }

        private static boolean isPassing(Answer answer) {
            return answer instanceof Answer.Rejected rejected && rejected.passing();
        }
    }
}
