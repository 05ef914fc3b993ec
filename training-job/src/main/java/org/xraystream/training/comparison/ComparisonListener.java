package org.xraystream.training.comparison;

/** Is told how a comparison goes, from the thread that runs it. */
public interface ComparisonListener {
    /** Hears nothing. */
    ComparisonListener NONE = new ComparisonListener() {};

    /** So many folds of experiments are to be finished, those of a former run included. */
    default void onPlan(int folds) {}

    /** It is measured how long an experiment takes. */
    default void onProbe(TableEntry entry) {}

    /** An experiment begins a fold, counted from 0, of at most so many epochs. */
    default void onStart(TableEntry entry, int fold, int epochs) {}

    /** A fold is finished, or was by a former run. */
    default void onFold(TableEntry entry, FoldResult result) {}

    /** An experiment is given up. */
    default void onFailure(TableEntry entry, String reason) {}
}
