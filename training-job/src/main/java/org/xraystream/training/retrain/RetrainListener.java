package org.xraystream.training.retrain;

import org.xraystream.training.fit.TrainingListener;

/** Is told how a run goes, from the thread that runs it; what it throws ends the run, which can be gone on with. */
public interface RetrainListener extends TrainingListener {
    /** Hears nothing. */
    RetrainListener NONE = new RetrainListener() {};

    /** The steps of a run, in their order. */
    enum Stage {
        BEGUN,
        RESUMED,
        FILMS,
        TRAINING,
        CHOOSING,
        JUDGING,
        STORING,
        ANNOUNCING,
        ANNOUNCED
    }

    /**
     * A step begins; the last one is done.
     *
     * @param what in one sentence
     */
    default void onStage(Stage stage, String what) {}
}
