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
    static Confusion of(List<Decided> films, Predicate<Decided> calledPositive) {
        long tp =
                films.stream().filter(Decided::positive).filter(calledPositive).count();
        long positives = films.stream().filter(Decided::positive).count();
        long called = films.stream().filter(calledPositive).count();
        return new Confusion(tp, called - tp, films.size() - positives - (called - tp), positives - tp);
    }

    Estimate accuracy() {
        return Estimate.proportion(tp + tn, tp + tn + fp + fn);
    }

    Estimate sensitivity() {
        return Estimate.proportion(tp, tp + fn);
    }

    Estimate specificity() {
        return Estimate.proportion(tn, tn + fp);
    }
}
