package org.xraystream.training.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What share of the called pneumonias are some, against the share of pneumonias that are called. Unlike the receiver
 * operating characteristic it depends on how common pneumonia is among the films.
 *
 * @param points from the highest threshold to the lowest; equal scores make one step
 * @param averagePrecision the precisions weighed by the steps in recall, without interpolation
 */
public record PrecisionRecallCurve(List<Point> points, double averagePrecision) {
    /**
     * A threshold.
     *
     * @param recall share of pneumonias called pneumonia: the sensitivity
     * @param precision share of those called pneumonia that have it: the positive predictive value
     */
    public record Point(double recall, double precision) {}

    /** The curve of these scores, of which at least one is of a pneumonia. */
    public static PrecisionRecallCurve of(List<Scored> scored) {
        List<Scored> descending = scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        double positives = scored.stream().filter(Scored::positive).count();
        List<Point> points = new ArrayList<>();
        int truePositives = 0;
        double averagePrecision = 0;
        double recallBefore = 0;
        for (int i = 0; i < descending.size(); i++) {
            truePositives += descending.get(i).positive() ? 1 : 0;
            boolean lastOfItsScore = i + 1 == descending.size()
                    || descending.get(i + 1).score() < descending.get(i).score();
            if (lastOfItsScore) {
                Point point = new Point(truePositives / positives, truePositives / (i + 1.0));
                averagePrecision += (point.recall() - recallBefore) * point.precision();
                recallBefore = point.recall();
                points.add(point);
            }
        }
        return new PrecisionRecallCurve(List.copyOf(points), averagePrecision);
    }
}
