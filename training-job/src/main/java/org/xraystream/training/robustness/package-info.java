/**
 * How well a model bears films that were taken otherwise: the fixed suite of perturbations, the figures under each, and
 * what a shortcut that must not be taken would come to. Films and a network come in, logits and figures go out.
 */
package org.xraystream.training.robustness;
