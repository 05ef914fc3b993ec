package org.xraystream.training.comparison;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xraystream.training.bounds.Check;
import org.xraystream.training.robustness.Perturbation;

/**
 * Experiments to be compared, and how.
 *
 * @param title for people
 * @param seed of the folds and of the choice of films
 * @param folds of the cross-validation, at least 2
 * @param films at most so many, whole patients; 0 for all
 * @param minutes for all experiments together, above 0
 * @param perturbations under which films are scored at moderate strength, besides as they are
 * @param entries at least one
 */
public record ExperimentTable(
        String title,
        long seed,
        int folds,
        int films,
        double minutes,
        List<Perturbation> perturbations,
        List<TableEntry> entries) {
    public ExperimentTable {
        perturbations = List.copyOf(perturbations);
        entries = List.copyOf(entries);
        Check.that(folds >= 2, "folds", folds, "at least 2");
        Check.that(films >= 0, "films", films, "0 or above");
        Check.positive("minutes", minutes);
        Check.that(!entries.isEmpty(), "experiments", entries, "at least one");
        Set<String> names = new HashSet<>();
        Set<String> titles = new HashSet<>();
        for (TableEntry entry : entries) {
            Check.that(
                    entry.name().matches("[A-Za-z0-9.-]+"),
                    "name",
                    '"' + entry.name() + '"',
                    "of letters, digits, dots and hyphens");
            Check.that(names.add(entry.name()), "name", '"' + entry.name() + '"', "of one experiment alone");
            Check.that(
                    titles.add(entry.group() + '\n' + entry.title()),
                    "title",
                    '"' + entry.title() + '"',
                    "of one experiment of its group alone");
        }
    }

    /** The same with another time budget. */
    public ExperimentTable withMinutes(double otherMinutes) {
        return new ExperimentTable(title, seed, folds, films, otherMinutes, perturbations, entries);
    }
}
