package org.xraystream.training.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The receiver operating characteristic: what sensitivity costs, from the highest threshold to the lowest.
 *
 * @param points from (0, 0) to (1, 1); equal scores make one step
 */
public record RocCurve(List<Point> points) {
    /**
     * A threshold.
     *
     * @param falsePositiveRate share of normals called pneumonia
     * @param sensitivity share of pneumonias called pneumonia
     */
    public record Point(double falsePositiveRate, double sensitivity) {}

    /** The curve of these scores, of which both classes have at least one. */
    public static RocCurve of(List<Scored> scored) {
        List<Scored> descending = scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        long positives = scored.stream().filter(Scored::positive).count();
        long negatives = scored.size() - positives;
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        int truePositives = 0;
        for (int i = 0; i < descending.size(); i++) {
            truePositives += descending.get(i).positive() ? 1 : 0;
            boolean lastOfItsScore = i + 1 == descending.size()
                    || descending.get(i + 1).score() < descending.get(i).score();
            if (lastOfItsScore) {
                points.add(new Point((double) (i + 1 - truePositives) / negatives, (double) truePositives / positives));
            }
        }
        return new RocCurve(List.copyOf(points));
    }
}
