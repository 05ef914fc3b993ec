/**
 * Fitting the weights of a network: augmentation, the training loop, and the perturbed films on which it is stopped.
 * Films of the training side come in, weights go out. Never sees a held-out film.
 */
package org.xraystream.training.fit;
