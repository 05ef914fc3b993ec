package org.xraystream.training.comparison;

import java.util.List;

/**
 * What became of an experiment of a table.
 *
 * @param name short, of letters, digits and hyphens
 * @param group experiments that differ in one thing
 * @param title for people
 * @param settings all of them, as the text of an experiment file
 * @param declaredEpochs how many it asks for
 * @param folds those that were finished, in ascending order; may be none
 * @param failure why the others were not, one sentence; null if all were
 */
public record ExperimentResult(
        String name,
        String group,
        String title,
        String settings,
        int declaredEpochs,
        List<FoldResult> folds,
        String failure) {
    /** The answers of all finished folds: each film once, by a network that was not trained on its patient. */
    public List<FilmAnswer> answers() {
        return folds.stream().flatMap(fold -> fold.films().stream()).toList();
    }
}
