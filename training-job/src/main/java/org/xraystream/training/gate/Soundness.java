package org.xraystream.training.gate;

import java.util.List;
import java.util.Optional;
import org.xraystream.training.metrics.Decided;

/** Whether a model answers at all: before anything is compared, since figures of no answer or of one say nothing. */
final class Soundness {
    /** Probabilities closer to each other than this are one. */
    private static final double LEAST_SPREAD = 1e-6;

    private Soundness() {}

    /** What is wrong with the model's answers, a sentence that goes on after the model's name; empty if nothing is. */
    static Optional<String> fault(List<Answer> answers) {
        double[] probabilities = answers.stream()
                .map(Answer::decided)
                .mapToDouble(Decided::probability)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        int undefined = answers.size() - probabilities.length;
        if (undefined > 0) {
            return Optional.of("gives no probability for " + undefined + " of " + answers.size() + " films");
        }
        if (probabilities[probabilities.length - 1] - probabilities[0] < LEAST_SPREAD) {
            return Optional.of("gives all " + answers.size() + " films the same probability");
        }
        return Optional.empty();
    }
}
