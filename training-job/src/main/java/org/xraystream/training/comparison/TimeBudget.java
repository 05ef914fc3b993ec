package org.xraystream.training.comparison;

import java.util.Collection;

/**
 * Shares time so that nobody who asks for little goes short: what is left over by those who ask for less than an equal
 * share is for the others (max-min fairness; Bertsekas and Gallager 1992).
 */
final class TimeBudget {
    private TimeBudget() {}

    /**
     * The most that anybody gets.
     *
     * @param left to share, in seconds
     * @param needs of each, in seconds
     * @return positive infinity if there is enough for all, else what is needed to share all
     */
    static double level(double left, Collection<Double> needs) {
        double rest = left;
        int sharers = needs.size();
        for (double need : needs.stream().sorted().toList()) {
            if (need > rest / sharers) {
                return rest / sharers;
            }
            rest -= need;
            sharers--;
        }
        return Double.POSITIVE_INFINITY;
    }
}
