package org.xraystream.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.xraystream.training.comparison.Comparison;
import org.xraystream.training.comparison.ExperimentFigures;

/**
 * What the comparison of a table says, without the answers for each film, which are in the files of the folds.
 *
 * @param setting under which the experiments were compared
 * @param findings sentences
 * @param experiments in the order of the table
 */
record ComparisonReport(Comparison.Setting setting, List<String> findings, List<Row> experiments) {
    /**
     * An experiment.
     *
     * @param declaredEpochs how many it asks for
     * @param finishedFolds how many of the folds were trained
     * @param failure why not all were; null if they were
     * @param figures over the finished folds; null if there is none
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Row(
            String name,
            String group,
            String title,
            int declaredEpochs,
            int finishedFolds,
            String failure,
            ExperimentFigures figures) {}

    static ComparisonReport of(Comparison comparison) {
        List<Row> rows = comparison.results().stream()
                .map(result -> new Row(
                        result.name(),
                        result.group(),
                        result.title(),
                        result.declaredEpochs(),
                        result.folds().size(),
                        result.failure(),
                        comparison.figures().get(result.name())))
                .toList();
        return new ComparisonReport(comparison.setting(), comparison.findings(), rows);
    }
}
