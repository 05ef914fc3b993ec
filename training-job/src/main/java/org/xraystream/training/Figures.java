package org.xraystream.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.xraystream.training.metrics.Confusion;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.robustness.Perturbation;
import org.xraystream.training.robustness.RobustnessReport;

/** Figures as a person reads them on a terminal. */
final class Figures {
    private Figures() {}

    static String of(Evaluation figures) {
        StringBuilder text = new StringBuilder();
        text.append(line("films", figures.n() + " (" + figures.positives() + " with pneumonia)"));
        text.append(rate("AUROC", figures.auroc(), "auroc", figures.ci95()));
        text.append(rate("accuracy", figures.accuracy(), "accuracy", figures.ci95()));
        text.append(rate("sensitivity", figures.sensitivity(), "sensitivity", figures.ci95()));
        text.append(rate("specificity", figures.specificity(), "specificity", figures.ci95()));
        Confusion counts = figures.confusion();
        text.append(line(
                "confusion",
                String.format("%d TP, %d FP, %d TN, %d FN", counts.tp(), counts.fp(), counts.tn(), counts.fn())));
        text.append(line(
                "calibration",
                "ECE " + number(figures.ece()) + ", NLL " + number(figures.nll()) + ", Brier "
                        + number(figures.brier())));
        text.append(line(
                "decided",
                number(figures.coverage()) + " of the films, of these right "
                        + number(figures.selective().accuracy())));
        return text.toString();
    }

    /** A line for every perturbation, of each strength AUROC and sensitivity / specificity. */
    static String of(RobustnessReport figures) {
        StringBuilder text = new StringBuilder();
        text.append(line("perturbed", "AUROC, sensitivity / specificity of " + figures.films() + " films"));
        text.append(line("none", rates(figures.plain())));
        for (Perturbation perturbation : Perturbation.values()) {
            String strengths = figures.variants().stream()
                    .filter(row -> row.perturbation() == perturbation)
                    .map(row -> rates(row.rates()))
                    .collect(Collectors.joining("   "));
            text.append(line(perturbation.name().toLowerCase(Locale.ROOT), strengths));
        }
        text.append(line(
                "mean",
                "AUROC " + number(figures.meanAuroc()) + range(figures.meanAurocCi95()) + ", " + number(figures.drop())
                        + " below that of none"));
        text.append(line(
                "pooled",
                "AUROC " + number(figures.pooledAuroc()) + range(figures.pooledAurocCi95())
                        + ", all films under all perturbations at once"));
        text.append(line(
                "lowest",
                "specificity " + number(figures.lowestSpecificity()) + " under " + figures.lowestSpecificityUnder()
                        + ", of those that are moderate"));
        return text.toString();
    }

    private static String rates(RobustnessReport.Rates rates) {
        return number(rates.auroc()) + " " + number(rates.sensitivity()) + " / " + number(rates.specificity());
    }

    private static String rate(String title, Double value, String name, Map<String, List<Double>> intervals) {
        return line(title, number(value) + range(intervals.get(name)));
    }

    private static String range(List<Double> interval) {
        return interval == null ? "" : " (95 % " + number(interval.get(0)) + " to " + number(interval.get(1)) + ")";
    }

    private static String line(String title, String value) {
        return String.format("  %-12s %s%n", title, value);
    }

    private static String number(Double value) {
        return value == null ? "not defined" : String.format(Locale.ROOT, "%.3f", value);
    }
}
