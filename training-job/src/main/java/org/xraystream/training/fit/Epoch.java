package org.xraystream.training.fit;

/**
 * What an epoch came to.
 *
 * @param number from 1, over all phases
 * @param phase from 1
 * @param trainingLoss mean over augmented films
 * @param validationAuroc over perturbed validation films, by the averaged weights
 * @param validationLoss mean cross-entropy over the same, both classes weighing the same
 * @param best whether its weights are the best so far
 */
public record Epoch(
        int number, int phase, double trainingLoss, double validationAuroc, double validationLoss, boolean best) {}
