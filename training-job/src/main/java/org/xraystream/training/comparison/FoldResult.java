package org.xraystream.training.comparison;

import java.util.List;
import org.xraystream.training.fit.Epoch;

/**
 * What became of an experiment on one fold: trained without its films, then scored on them. Kept as JSON, so that a run
 * that was ended goes on.
 *
 * @param key what it is a result of: a hash of experiment, films, folds and time budget
 * @param fold from 0
 * @param plannedEpochs how many the time budget left
 * @param epochs those that were trained; fewer than planned if it was stopped early
 * @param parameters of the network, trainable or not
 * @param imagesPerSecond films trained on per second, validation not counted
 * @param seconds of training and scoring
 * @param perturbations names of those that the films were scored under
 * @param films the answers for the fold's films
 */
public record FoldResult(
        String key,
        int fold,
        int plannedEpochs,
        List<Epoch> epochs,
        long parameters,
        double imagesPerSecond,
        double seconds,
        List<String> perturbations,
        List<FilmAnswer> films) {}
