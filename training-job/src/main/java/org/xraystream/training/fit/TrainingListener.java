package org.xraystream.training.fit;

/** Is told how a training goes, from the thread that trains. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

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
