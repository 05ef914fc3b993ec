package org.xraystream.training.roles;

import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.Finding;

/**
 * What is kept of a model's reading.
 *
 * @param probability calibrated, of pneumonia
 */
record Answer(Finding finding, double probability, long inferenceMicros) {
    static Answer of(DiagnosisMade diagnosis) {
        return new Answer(
                diagnosis.getFinding(),
                diagnosis.getProbability(),
                diagnosis.getTimings().getInferenceMicros());
    }
}
