package org.xraystream.reading;

import java.time.Instant;

/**
 * How far the images of a source and week are from what the model was made of.
 *
 * @param week ISO 8601, such as 2026-W48
 * @param statistic what was compared
 * @param images how many were compared
 * @param populationStabilityIndex 0 and more; by convention a shift from 0.25
 * @param bound index from which it counts as drift with so many images
 * @param model whose reference it was compared with
 */
record Drift(
        String source,
        String week,
        String statistic,
        long images,
        double populationStabilityIndex,
        double bound,
        boolean alarm,
        Reading.Model model,
        Instant measuredAt) {}
