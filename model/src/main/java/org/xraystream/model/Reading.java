package org.xraystream.model;

import java.util.Optional;
import org.xraystream.imaging.HeatMap;

/**
 * A model's reading of one radiograph. Not for diagnostic use.
 *
 * @param probability calibrated probability of pneumonia, in [0, 1]
 * @param finding what follows from it under the model's decision rule
 * @param reason present exactly when the finding is {@link Finding#UNCERTAIN}
 * @param assessment whether the film is of the population that the model was made for; it has the reason why, when the
 *     finding is {@link Finding#REJECTED}
 * @param heatMap where on the film the evidence for pneumonia lies
 */
public record Reading(
        double probability,
        Finding finding,
        Optional<UncertainReason> reason,
        Assessment assessment,
        HeatMap heatMap) {}
