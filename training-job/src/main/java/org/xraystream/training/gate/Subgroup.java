package org.xraystream.training.gate;

import java.util.List;
import org.xraystream.training.metrics.Estimate;

/**
 * A group of gold films that a candidate must not leave behind.
 *
 * @param name of the group
 * @param films how many
 * @param positives how many of them with pneumonia
 * @param patients whose films they are
 * @param figures those that the group has films enough for
 */
public record Subgroup(String name, int films, int positives, int patients, List<Change> figures) {
    /**
     * A figure of both models.
     *
     * @param title of the figure
     * @param champion of the model that serves
     * @param candidate of the model that would
     * @param difference candidate less champion
     * @param low end of the interval of the difference, simultaneous over all groups and figures
     * @param high end of that interval
     * @param outcome whether the fall is allowed
     */
    public record Change(
            String title,
            double champion,
            double candidate,
            double difference,
            double low,
            double high,
            Outcome outcome) {
        static Change of(Paired figures, Estimate interval, GateRules.Subgroups rules) {
            boolean isShown = interval.high() < 0;
            boolean fails = figures.fall() > rules.grossFall() || (figures.fall() > rules.fall() && isShown);
            return new Change(
                    figures.figure().title(),
                    figures.champion(),
                    figures.candidate(),
                    interval.value(),
                    interval.low(),
                    interval.high(),
                    fails ? Outcome.FAILED : Outcome.PASSED);
        }
    }
}
