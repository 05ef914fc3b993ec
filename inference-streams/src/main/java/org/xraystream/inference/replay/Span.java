package org.xraystream.inference.replay;

import java.time.Instant;
import java.util.Optional;

/**
 * A part of a log by the times of its records.
 *
 * @param from the first that belong to it, at this time or later; absent for the beginning
 * @param to the first that do not; absent for the end at the time of the start
 */
public record Span(Optional<Instant> from, Optional<Instant> to) {
    /** All that there is. */
    static final Span ALL = new Span(Optional.empty(), Optional.empty());

    public Span {
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException(
                    "The span from " + from.get() + " to " + to.get() + " is empty: the first must be the earlier.");
        }
    }

    /** @param timestamp in milliseconds since 1970 */
    boolean contains(long timestamp) {
        return (from.isEmpty() || timestamp >= from.get().toEpochMilli())
                && (to.isEmpty() || timestamp < to.get().toEpochMilli());
    }
}
