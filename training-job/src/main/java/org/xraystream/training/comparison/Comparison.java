package org.xraystream.training.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.xraystream.training.metrics.Estimate;

/**
 * The experiments of a table beside each other.
 *
 * @param setting under which they were compared
 * @param results in the order of the table
 * @param figures of those that have at least one finished fold, by name, in the same order
 * @param findings what the figures say, sentences
 */
public record Comparison(
        Setting setting,
        List<ExperimentResult> results,
        Map<String, ExperimentFigures> figures,
        List<String> findings) {
    private static final long DRAWS = 1;

    /**
     * What holds for every experiment.
     *
     * @param title of the table
     * @param films how many
     * @param patients how many
     * @param folds how many
     * @param minutes time budget of the whole run
     * @param minutesUsed of training and scoring, over all experiments and runs
     * @param perturbations under which the films were scored besides as they are
     */
    public record Setting(
            String title,
            int films,
            int patients,
            int folds,
            double minutes,
            double minutesUsed,
            List<String> perturbations) {}

    /** Computes figures and findings. */
    public static Comparison of(Setting setting, List<ExperimentResult> results) {
        FoldAreas areas = new FoldAreas(
                results.stream().flatMap(result -> result.answers().stream()).map(FilmAnswer::patient), DRAWS);
        Map<String, ExperimentFigures> figures = new LinkedHashMap<>();
        for (ExperimentResult result : results) {
            if (!result.folds().isEmpty()) {
                figures.put(result.name(), ExperimentFigures.of(result, areas));
            }
        }
        return new Comparison(setting, results, figures, new Findings(setting, results, figures, areas).sentences());
    }

    /** The experiment with the largest area on perturbed films, if any finished a fold. */
    public Optional<ExperimentResult> best() {
        return results.stream()
                .filter(result -> figures.containsKey(result.name()))
                .max(Comparator.comparingDouble(
                        result -> figures.get(result.name()).perturbedAuroc().value()));
    }

    /** The results by group, in the order of the table. */
    public Map<String, List<ExperimentResult>> groups() {
        return groups(results);
    }

    static Map<String, List<ExperimentResult>> groups(List<ExperimentResult> results) {
        return results.stream()
                .collect(Collectors.groupingBy(ExperimentResult::group, LinkedHashMap::new, Collectors.toList()));
    }

    /** How much larger the perturbed area of one is than that of the other, over the folds that both finished. */
    static Estimate difference(ExperimentResult one, ExperimentResult other, FoldAreas areas) {
        return ExperimentFigures.perturbedAreas(common(one, other), areas)
                .minus(ExperimentFigures.perturbedAreas(common(other, one), areas))
                .estimate();
    }

    private static List<FoldResult> common(ExperimentResult of, ExperimentResult with) {
        Set<Integer> folds = with.folds().stream().map(FoldResult::fold).collect(Collectors.toSet());
        List<FoldResult> common = new ArrayList<>(of.folds());
        common.removeIf(fold -> !folds.contains(fold.fold()));
        return common;
    }
}
