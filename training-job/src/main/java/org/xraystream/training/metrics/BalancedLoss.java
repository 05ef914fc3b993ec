package org.xraystream.training.metrics;

import java.util.List;

/** Cross-entropy in nats, both classes weighing the same whatever their numbers. */
public final class BalancedLoss {
    private BalancedLoss() {}

    /** The mean over both classes of the mean over their films; scores are log odds. */
    public static double of(List<Scored> logits) {
        return (mean(logits, true) + mean(logits, false)) / 2;
    }

    private static double mean(List<Scored> logits, boolean positive) {
        return logits.stream()
                .filter(scored -> scored.positive() == positive)
                .mapToDouble(scored -> softPlus(positive ? -scored.score() : scored.score()))
                .average()
                .orElse(0);
    }

    private static double softPlus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }
}
