package org.xraystream.benchmarks.loop;

import java.util.Optional;
import java.util.Random;

/**
 * A radiologist who errs.
 *
 * @param name as the reading-room is told it
 * @param errorRate share of films on which an own judgement is wrong
 * @param deference share of films on which the model's finding, where it is shown, is taken over unjudged: the
 *     automation bias for which labels given in its sight count less
 */
record ScriptedReader(String name, double errorRate, double deference) {
    /**
     * Whether the reader calls it pneumonia.
     *
     * @param pneumonia the truth
     * @param shown the model's finding, if the reader sees it
     */
    boolean read(boolean pneumonia, Optional<String> shown, Random random) {
        boolean own = pneumonia ^ (random.nextDouble() < errorRate);
        boolean defers = random.nextDouble() < deference;
        return shown.filter(finding -> defers && !finding.equals("UNCERTAIN"))
                .map("PNEUMONIA"::equals)
                .orElse(own);
    }
}
