package org.xraystream.training.metrics;

import org.xraystream.model.Finding;

/**
 * A model's answer for a film of known label.
 *
 * @param positive whether the label is pneumonia
 * @param probability calibrated, of pneumonia
 * @param finding what the model decided
 */
public record Decided(boolean positive, double probability, Finding finding) {
    /** The probability alone. */
    public Scored scored() {
        return new Scored(positive, probability);
    }
}
