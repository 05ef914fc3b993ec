package org.xraystream.training.metrics;

import java.util.List;
import org.xraystream.model.Decision;
import org.xraystream.model.Finding;

/**
 * A model's answer for a film of known label.
 *
 * @param positive whether the label is pneumonia
 * @param probability calibrated, of pneumonia
 * @param finding what the model decided
 */
public record Decided(boolean positive, double probability, Finding finding) {
    /** What a rule decides of these probabilities. */
    public static List<Decided> of(List<Scored> probabilities, Decision decision) {
        return probabilities.stream()
                .map(scored -> new Decided(scored.positive(), scored.score(), decision.finding(scored.score())))
                .toList();
    }

    /** The probability alone. */
    public Scored scored() {
        return new Scored(positive, probability);
    }
}
