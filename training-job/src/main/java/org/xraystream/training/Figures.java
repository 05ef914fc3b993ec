package org.xraystream.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.xraystream.training.metrics.Confusion;
import org.xraystream.training.metrics.Evaluation;

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

    private static String rate(String title, Double value, String name, Map<String, List<Double>> intervals) {
        List<Double> interval = intervals.get(name);
        String range =
                interval == null ? "" : " (95 % " + number(interval.get(0)) + " to " + number(interval.get(1)) + ")";
        return line(title, number(value) + range);
    }

    private static String line(String title, String value) {
        return String.format("  %-12s %s%n", title, value);
    }

    private static String number(Double value) {
        return value == null ? "not defined" : String.format(Locale.ROOT, "%.3f", value);
    }
}
