package org.xraystream.model;

import java.util.Optional;

/**
 * Whether a film is one of those that a model was made for; see {@link Population}.
 *
 * @param distance of the film from the population that the model was made of, as a multiple of the population's limit:
 *     at least 0, and more than 1 for a film from outside
 * @param rejection why the film is not to be read at all; only of a film from outside
 */
public record Assessment(double distance, Optional<RejectionReason> rejection) {
    /** Whether the film is from outside the population. */
    public boolean outside() {
        return distance > 1;
    }
}
