package org.xraystream.training.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.xraystream.training.metrics.Estimate;

/**
 * What a comparison says, in sentences made of its figures. Experiments are ranked by their area under perturbation,
 * since plain films of the same machines rank nothing; a difference counts if the interval of the paired difference
 * leaves out 0. Many differences are looked at, so that some of those that count do so by chance.
 */
final class Findings {
    private static final double LARGE_DROP = 0.01;

    private final Comparison.Setting setting;
    private final List<ExperimentResult> results;
    private final Map<String, ExperimentFigures> figures;
    private final FoldAreas areas;

    Findings(
            Comparison.Setting setting,
            List<ExperimentResult> results,
            Map<String, ExperimentFigures> figures,
            FoldAreas areas) {
        this.setting = setting;
        this.results = results;
        this.figures = figures;
        this.areas = areas;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        List<ExperimentResult> judged = results.stream()
                .filter(result -> figures.containsKey(result.name()))
                .toList();
        if (judged.isEmpty()) {
            return List.of("No experiment finished a fold.");
        }
        sentences.add(best(judged));
        cheapest(judged, sentences);
        Comparison.groups(judged).forEach((group, members) -> {
            if (members.size() > 1) {
                sentences.add(group(group, members));
            }
        });
        drop(judged, sentences);
        return List.copyOf(sentences);
    }

    private String best(List<ExperimentResult> judged) {
        ExperimentResult best = first(judged);
        return "%s reads best: its AUROC is %s on films as they are and %s on perturbed ones."
                .formatted(
                        full(best),
                        text(figuresOf(best).auroc()),
                        text(figuresOf(best).perturbedAuroc()));
    }

    /** The one that took the least time among those that the films cannot tell from the best. */
    private void cheapest(List<ExperimentResult> judged, List<String> sentences) {
        ExperimentResult best = first(judged);
        double seconds = figuresOf(best).seconds();
        List<ExperimentResult> faster = judged.stream()
                .filter(result -> figuresOf(result).seconds() < seconds)
                .toList();
        if (faster.isEmpty()) {
            return;
        }
        sentences.add(faster.stream()
                .filter(result -> !behind(result, best))
                .min(Comparator.comparingDouble(result -> figuresOf(result).seconds()))
                .map(cheapest -> String.format(
                        Locale.ROOT,
                        "%s is not behind it by more than the draw of patients explains, and took %.0f s in place of"
                                + " %.0f.",
                        full(cheapest),
                        figuresOf(cheapest).seconds(),
                        seconds))
                .orElse("Every experiment that took less time is behind it by more than the draw of patients"
                        + " explains."));
    }

    private String group(String group, List<ExperimentResult> members) {
        ExperimentResult best = first(members);
        List<ExperimentResult> others = members.stream()
                .filter(member -> !member.name().equals(best.name()))
                .toList();
        String start = "%s: %s is first (%.3f on perturbed films)"
                .formatted(group, best.title(), figuresOf(best).perturbedAuroc().value());
        String behind = titles(others, other -> behind(other, best));
        String alike = titles(others, other -> !behind(other, best));
        if (behind.isEmpty()) {
            return start + "; the films do not tell the others from it.";
        }
        return start + "; behind it by more than the draw of patients explains: " + behind
                + (alike.isEmpty() ? "." : "; not told from it: " + alike + ".");
    }

    private static String titles(List<ExperimentResult> results, Predicate<ExperimentResult> which) {
        return String.join(
                ", ",
                results.stream().filter(which).map(ExperimentResult::title).toList());
    }

    private void drop(List<ExperimentResult> judged, List<String> sentences) {
        if (setting.perturbations().isEmpty()) {
            return;
        }
        ExperimentResult worst =
                judged.stream().max(Comparator.comparingDouble(this::dropOf)).orElseThrow();
        if (dropOf(worst) > LARGE_DROP) {
            sentences.add("Perturbation costs %s most: its AUROC falls by %.3f; that of %s by %.3f."
                    .formatted(full(worst), dropOf(worst), full(first(judged)), dropOf(first(judged))));
        }
    }

    private double dropOf(ExperimentResult result) {
        return figuresOf(result).auroc().value()
                - figuresOf(result).perturbedAuroc().value();
    }

    private boolean behind(ExperimentResult result, ExperimentResult best) {
        return Comparison.difference(result, best, areas).high() < 0;
    }

    private ExperimentResult first(List<ExperimentResult> among) {
        return among.stream()
                .max(Comparator.comparingDouble(
                        result -> figuresOf(result).perturbedAuroc().value()))
                .orElseThrow();
    }

    private ExperimentFigures figuresOf(ExperimentResult result) {
        return figures.get(result.name());
    }

    private static String full(ExperimentResult result) {
        return result.group() + ", " + result.title() + ",";
    }

    private static String text(Estimate estimate) {
        return String.format(
                Locale.ROOT, "%.3f (95 %% %.3f to %.3f)", estimate.value(), estimate.low(), estimate.high());
    }
}
