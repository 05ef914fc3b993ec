package org.xraystream.training.retrain;

import java.util.Map;

/** What became of being asked to retrain. */
public sealed interface RetrainOutcome {
    /**
     * A candidate was announced.
     *
     * @param modelId its name
     * @param version its version
     * @param run its run
     * @param passed what the gate said
     * @param figures that were announced
     */
    record Announced(String modelId, String version, String run, boolean passed, Map<String, Double> figures)
            implements RetrainOutcome {}

    /**
     * There is too little to learn from.
     *
     * @param newLabels since the run that was announced last
     * @param wanted as many make a run worth while
     */
    record NothingNew(long newLabels, int wanted) implements RetrainOutcome {}

    /**
     * Another instance may train, and this one may not.
     *
     * @param holder which one, as far as the broker knows
     */
    record Busy(String holder) implements RetrainOutcome {}
}
