package org.xraystream.training.comparison;

import java.util.ArrayList;
import java.util.List;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.PatientSplit;

/**
 * The films of one fold of a cross-validation, no patient on two sides.
 *
 * @param number from 0
 * @param training to fit weights to
 * @param validation to choose on: when to stop
 * @param scored to report figures on; nothing is chosen on them
 */
record Fold(int number, List<Film> training, List<Film> validation, List<Film> scored) {
    private static final double VALIDATION_SHARE = 0.1;

    /**
     * The folds of these films.
     *
     * @throws CommandException if a side of a fold has films of one class alone
     */
    static List<Fold> of(List<Film> films, int count, long seed) throws CommandException {
        PatientSplit split = new PatientSplit(films, seed);
        List<Fold> folds = new ArrayList<>();
        for (PatientSplit.Parts parts : split.folds(films, count)) {
            int number = folds.size();
            PatientSplit.Parts rest = split.cut(parts.rest(), VALIDATION_SHARE, "validation of fold " + number);
            Fold fold = new Fold(number, rest.rest(), rest.cut(), parts.cut());
            for (List<Film> side : List.of(fold.training, fold.validation, fold.scored)) {
                if (Dataset.count(side, false) == 0 || Dataset.count(side, true) == 0) {
                    throw CommandException.failed("The " + films.size() + " films are too few for " + count
                            + " folds: a side of fold " + (number + 1)
                            + " has films of one class alone; give more patients, or ask for fewer folds.");
                }
            }
            folds.add(fold);
        }
        return List.copyOf(folds);
    }
}
