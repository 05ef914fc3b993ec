package org.xraystream.training.fit;

import java.util.List;

/** Is told how a training goes, from the thread that trains. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * The run begins, or goes on.
     *
     * @param had epochs that were done before
     * @param films that were shown in them
     */
    default void onStart(List<Epoch> had, long films) {}

    /**
     * A step is done.
     *
     * @param films that it was over
     * @param loss their mean
     */
    default void onStep(int films, double loss) {}

    /** An epoch is done and validated. */
    default void onEpoch(Epoch epoch) {}
}
