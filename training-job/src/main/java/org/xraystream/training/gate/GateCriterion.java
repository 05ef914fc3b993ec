package org.xraystream.training.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.xraystream.training.metrics.Estimate;

/**
 * One thing that a candidate must show. Figures are null where there are none.
 *
 * @param name for programs, such as {@code gold-auroc}
 * @param title for people
 * @param champion the figure of the model that serves
 * @param candidate the figure of the model that would
 * @param difference candidate less champion
 * @param low end of the interval of the difference
 * @param high end of the interval of the difference
 * @param bound what the interval's worse end is held against: {@code low} must not lie below a bound of 0 or less,
 *     {@code high} not above one of more than 0; null of subgroups, whose rule is another
 * @param margin how much worse is allowed, at least 0; null where the bound is
 * @param higherIsBetter which end is the worse one
 * @param outcome what became of it
 * @param explanation one sentence or a few, with the figures
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record GateCriterion(
        String name,
        String title,
        Double champion,
        Double candidate,
        Double difference,
        Double low,
        Double high,
        Double bound,
        Double margin,
        boolean higherIsBetter,
        Outcome outcome,
        String explanation) {
    /** Whether the figure was shown not to be worse by more than the margin: the test of non-inferiority. */
    static GateCriterion nonInferior(String name, String title, Paired figures, double margin) {
        if (!figures.isDefined()) {
            return without(
                    name, title, Outcome.FAILED, "The films do not define this figure, so that it shows nothing.");
        }
        Estimate interval = figures.difference().estimate();
        boolean higher = figures.figure().higherIsBetter();
        double worst = higher ? 0 - interval.low() : interval.high();
        boolean passed = worst <= margin;
        return of(
                name,
                title,
                figures,
                interval,
                higher ? 0 - margin : margin,
                margin,
                passed ? Outcome.PASSED : Outcome.FAILED,
                String.format(
                        Locale.ROOT,
                        "The candidate's %s is %.3f and the champion's %.3f. At 95 %% confidence it is %s; %.3f worse is"
                                + " allowed.",
                        figures.figure().title(),
                        figures.candidate(),
                        figures.champion(),
                        worst >= 0
                                ? String.format(Locale.ROOT, "at most %.4f worse", worst)
                                : String.format(Locale.ROOT, "at least %.4f better", -worst),
                        margin));
    }

    static GateCriterion of(
            String name,
            String title,
            Paired figures,
            Estimate interval,
            Double bound,
            double margin,
            Outcome outcome,
            String explanation) {
        return new GateCriterion(
                name,
                title,
                defined(figures.champion()),
                defined(figures.candidate()),
                defined(interval.value()),
                defined(interval.low()),
                defined(interval.high()),
                bound,
                margin,
                figures.figure().higherIsBetter(),
                outcome,
                explanation);
    }

    /** One that no figure stands behind. */
    static GateCriterion without(String name, String title, Outcome outcome, String explanation) {
        return new GateCriterion(name, title, null, null, null, null, null, null, null, true, outcome, explanation);
    }

    static Double defined(double figure) {
        return Double.isNaN(figure) ? null : figure;
    }
}
