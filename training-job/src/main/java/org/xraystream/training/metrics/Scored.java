package org.xraystream.training.metrics;

/**
 * What a model said of a film of known label.
 *
 * @param positive whether the label is pneumonia
 * @param score a probability, or a logit where the method says so
 */
public record Scored(boolean positive, double score) {}
