package org.xraystream.training.comparison;

import org.xraystream.training.experiment.Experiment;

/** Trains and scores one experiment on one fold. */
interface FoldTrainer {
    /**
     * What it would take, from a few steps of each phase.
     *
     * @throws Exception if the experiment cannot be done; the message is one sentence
     */
    Cost probe(Experiment experiment, Fold fold) throws Exception;

    /**
     * Trains on all of the fold's films and scores those that it leaves out.
     *
     * @param key of the result
     * @throws Exception if the experiment cannot be done; the message is one sentence
     */
    FoldResult train(Experiment experiment, Fold fold, String key) throws Exception;
}
