package org.xraystream.training.fit;

/**
 * What an epoch came to.
 *
 * @param number from 1
 * @param trainingLoss mean over augmented films
 * @param validationAuroc over perturbed validation films, by the averaged weights
 * @param validationLoss mean cross-entropy over the same, both classes weighing the same
 * @param best whether it is the lowest validation loss so far
 */
public record Epoch(int number, double trainingLoss, double validationAuroc, double validationLoss, boolean best) {}
