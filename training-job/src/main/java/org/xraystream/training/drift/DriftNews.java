package org.xraystream.training.drift;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.xraystream.events.DriftMeasured;
import org.xraystream.training.drift.Drift.Series;

/**
 * Which measurements are worth an event: the first of a series that has images enough, then whenever its images have
 * doubled, and when an alarm comes or goes. Not thread-safe.
 */
final class DriftNews {
    private final Map<Series, Told> told = new HashMap<>();

    private record Told(long images, boolean alarm) {}

    boolean isNews(Drift drift) {
        StabilityIndex index = drift.index();
        Told last = told.get(drift.series());
        return index.isJudged()
                && (last == null || index.images() >= 2 * last.images() || index.isAlarm() != last.alarm());
    }

    /** An event is in the topic. */
    void published(DriftMeasured event) {
        Series series = new Series(event.getSource(), event.getWeek(), event.getModel(), event.getStatistic());
        Told last = told.get(series);
        if (last == null || event.getImages() >= last.images()) {
            told.put(series, new Told(event.getImages(), event.getAlarm()));
        }
    }

    /** Drops the weeks before this one. */
    void forgetBefore(String week) {
        told.keySet().removeIf(series -> series.week().compareTo(week) < 0);
    }

    /** The same measurement has the same event id, whenever it is made again. */
    static DriftMeasured event(Drift drift, Instant now) {
        Series series = drift.series();
        String name = String.join(
                "/",
                series.source(),
                series.week(),
                series.statistic(),
                series.model().getId(),
                series.model().getVersion(),
                series.model().getSha256(),
                Long.toString(drift.index().images()));
        return DriftMeasured.newBuilder()
                .setEventId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .setOccurredAt(now)
                .setSource(series.source())
                .setWeek(series.week())
                .setStatistic(series.statistic())
                .setModel(series.model())
                .setImages((int) drift.index().images())
                .setPopulationStabilityIndex(drift.index().value())
                .setBound(drift.index().bound())
                .setAlarm(drift.index().isAlarm())
                .build();
    }
}
