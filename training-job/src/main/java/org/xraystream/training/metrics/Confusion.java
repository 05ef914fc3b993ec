package org.xraystream.training.metrics;

import java.util.List;
import java.util.function.Predicate;

/**
 * Counts of right and wrong decisions; positive is pneumonia.
 *
 * @param tp pneumonias called pneumonia
 * @param fp normals called pneumonia
 * @param tn normals called normal
 * @param fn pneumonias called normal
 */
public record Confusion(long tp, long fp, long tn, long fn) {
    /** The counts of films that are, and that are called, positive by these rules. */
    public static <T> Confusion of(List<T> films, Predicate<T> isPositive, Predicate<T> calledPositive) {
        long tp = films.stream().filter(isPositive).filter(calledPositive).count();
        long positives = films.stream().filter(isPositive).count();
        long called = films.stream().filter(calledPositive).count();
        return new Confusion(tp, called - tp, films.size() - positives - (called - tp), positives - tp);
    }

    /** Share of films decided right. */
    public Estimate accuracy() {
        return Estimate.proportion(tp + tn, tp + tn + fp + fn);
    }

    /** Share of pneumonias called pneumonia. */
    public Estimate sensitivity() {
        return Estimate.proportion(tp, tp + fn);
    }

    /** Share of normals called normal. */
    public Estimate specificity() {
        return Estimate.proportion(tn, tn + fp);
    }
}
