package org.xraystream.training.fit;

import ai.djl.training.tracker.Tracker;

/**
 * Linear warm-up, then a half cosine down to a hundredth.
 *
 * @param highest the rate after the warm-up
 * @param warmUp steps
 * @param steps all steps
 */
record LearningRate(double highest, int warmUp, int steps) implements Tracker {
    private static final double LAST_SHARE = 0.01;

    @Override
    public float getNewValue(int step) {
        if (step < warmUp) {
            return (float) (highest * (step + 1) / warmUp);
        }
        double progress = Math.min(1, (double) (step - warmUp) / Math.max(1, steps - warmUp));
        double share = LAST_SHARE + (1 - LAST_SHARE) * (1 + Math.cos(Math.PI * progress)) / 2;
        return (float) (highest * share);
    }
}
