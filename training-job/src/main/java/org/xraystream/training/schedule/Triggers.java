package org.xraystream.training.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.xraystream.service.Settings;

/**
 * When a run begins.
 *
 * @param newLabels so many new corrections begin one in any case
 * @param minLabels so many are needed for the other reasons
 * @param interval since the last run, after which one begins
 * @param onDrift whether one begins while the images drift
 */
record Triggers(int newLabels, int minLabels, Duration interval, boolean onDrift) {
    static Triggers from(Settings settings) {
        return new Triggers(
                settings.integer("training.schedule.new-labels", 1, 10_000_000),
                settings.integer("training.retrain.min-labels", 1, 1_000_000),
                settings.duration("training.schedule.interval"),
                settings.flag("training.schedule.on-drift"));
    }

    /**
     * Why a run is to begin now; nothing if none is. None begins while a shadow reads along: it would train further
     * from a champion that is about to be replaced by a better one.
     *
     * @param taught new corrections since the last run
     * @param lastRun when it was announced; nothing if there was none
     * @param drifting whether the images drift
     * @param isShadowed whether a shadow reads along
     */
    Optional<String> reason(long taught, Optional<Instant> lastRun, boolean drifting, boolean isShadowed, Instant now) {
        if (isShadowed) {
            return Optional.empty();
        }
        if (taught >= newLabels) {
            return Optional.of(taught + " new corrections");
        }
        if (taught < minLabels) {
            return Optional.empty();
        }
        if (onDrift && drifting) {
            return Optional.of("the images drift");
        }
        if (lastRun.isEmpty()) {
            return Optional.of("no run has been announced yet");
        }
        return now.isBefore(lastRun.get().plus(interval))
                ? Optional.empty()
                : Optional.of("the last run is "
                        + Duration.between(lastRun.get(), now).toHours() + " hours ago");
    }
}
