package org.xraystream.training.metrics;

/**
 * What a model said of a film of known label and patient.
 *
 * @param patient a name that all films of one patient share
 * @param positive whether the label is pneumonia
 * @param score a probability, or a logit where the method says so
 */
public record Grouped(String patient, boolean positive, double score) {
    /** The score alone. */
    public Scored scored() {
        return new Scored(positive, score);
    }
}
