package org.xraystream.training.comparison;

import org.xraystream.training.experiment.Experiment;

/**
 * An experiment of a table.
 *
 * @param group experiments that differ in one thing
 * @param title for people, unique in its group
 * @param settings all of them, as the text of an experiment file
 * @param experiment its name is unique in the table, of letters, digits, dots and hyphens
 */
public record TableEntry(String group, String title, String settings, Experiment experiment) {
    String name() {
        return experiment.name();
    }
}
