package org.xraystream.training.pictures;

import java.util.Locale;
import org.xraystream.training.comparison.Comparison;
import org.xraystream.training.comparison.ExperimentFigures;
import org.xraystream.training.comparison.ExperimentResult;
import org.xraystream.training.metrics.Estimate;

/** All experiments of a comparison in one table, sorted by pressing a column's head. */
final class FiguresTable {
    private final Comparison comparison;

    FiguresTable(Comparison comparison) {
        this.comparison = comparison;
    }

    String html() {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table class=\"figures\">\n<thead><tr>");
        text(html, "Group");
        text(html, "Experiment");
        number(html, "AUROC", "descending", "Mean of the areas within the folds, 95 % interval over patients");
        number(html, "± folds", "ascending", "Standard deviation over the folds");
        number(html, "perturbed", "descending", "AUROC on perturbed films, mean over the perturbations");
        number(html, "log loss", "ascending", "Mean negative log likelihood, not calibrated, in nats");
        number(html, "accuracy", "descending", "Share of films on the right side of a probability of a half");
        number(html, "epochs", "descending", "Trained, mean over the folds, of those declared");
        number(html, "parameters", "ascending", "Of the network");
        number(html, "images/s", "descending", "Films trained on per second");
        number(html, "seconds", "ascending", "Training and scoring, all folds");
        html.append("</tr></thead>\n<tbody>\n");
        String best = comparison.best().map(ExperimentResult::name).orElse("");
        for (ExperimentResult result : comparison.results()) {
            ExperimentFigures figures = comparison.figures().get(result.name());
            if (figures != null) {
                html.append(result.name().equals(best) ? "<tr class=\"best\">" : "<tr>");
                row(html, result, figures);
                html.append("</tr>\n");
            }
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private void row(StringBuilder html, ExperimentResult result, ExperimentFigures figures) {
        html.append("<td class=\"text\">%s</td><td class=\"text\">%s</td>"
                .formatted(Html.escaped(result.group()), Html.escaped(result.title())));
        estimate(html, figures.auroc());
        value(html, figures.aurocDeviation(), Html.number(figures.aurocDeviation()));
        estimate(html, figures.perturbedAuroc());
        value(html, figures.plain().nll(), Html.number(figures.plain().nll()));
        value(html, figures.plain().accuracy(), Html.number(figures.plain().accuracy()));
        value(html, figures.epochs(), epochs(result, figures));
        value(html, (double) figures.parameters(), String.format(Locale.ROOT, "%,d", figures.parameters()));
        value(html, figures.imagesPerSecond(), String.format(Locale.ROOT, "%.0f", figures.imagesPerSecond()));
        value(html, figures.seconds(), String.format(Locale.ROOT, "%.0f", figures.seconds()));
    }

    private String epochs(ExperimentResult result, ExperimentFigures figures) {
        String trained = String.format(Locale.ROOT, figures.epochs() % 1 == 0 ? "%.0f" : "%.1f", figures.epochs());
        return trained + "<small>of " + result.declaredEpochs() + "</small>";
    }

    private static void text(StringBuilder html, String name) {
        html.append("<th scope=\"col\" class=\"text\"><button>%s</button></th>".formatted(name));
    }

    private static void number(StringBuilder html, String name, String first, String meaning) {
        html.append("<th scope=\"col\" data-first=\"%s\" title=\"%s\"><button>%s</button></th>"
                .formatted(first, meaning, name));
    }

    private static void estimate(StringBuilder html, Estimate estimate) {
        value(html, estimate.value(), Html.number(estimate.value()) + "<small>" + Html.interval(estimate) + "</small>");
    }

    private static void value(StringBuilder html, Double value, String shown) {
        String sorted = value == null || value.isNaN() ? "" : value.toString();
        html.append("<td data-value=\"%s\">%s</td>".formatted(sorted, shown));
    }
}
