package org.xraystream.training.retrain;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The run that was announced last, as the metadata of the group's committed offsets say it: written in the transaction
 * of the announcement, so that it is there if and only if that is.
 *
 * @param run its id
 * @param announcedAt when
 */
public record LastRun(String run, Instant announcedAt) {
    String metadata() {
        return run + " " + announcedAt;
    }

    static Optional<LastRun> of(String metadata) {
        int blank = metadata.indexOf(' ');
        if (blank < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LastRun(metadata.substring(0, blank), Instant.parse(metadata.substring(blank + 1))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
