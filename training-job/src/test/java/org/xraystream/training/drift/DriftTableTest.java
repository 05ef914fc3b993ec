package org.xraystream.training.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xraystream.events.DriftMeasured;
import org.xraystream.events.ModelReference;
import org.xraystream.model.Reference;
import org.xraystream.model.Reference.Bins;

final class DriftTableTest {
    private static final ModelReference MODEL = new ModelReference("cnn", "1.0.0", "ab".repeat(32));
    private static final Reference REFERENCE =
            new Reference("films", 200, Map.of("contrast", new Bins(List.of(0.5), List.of(100L, 100L))));
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final DriftTable table = new DriftTable();
    private final DriftNews news = new DriftNews();

    @Test
    void weeksAreThoseOfTheStandard() {
        assertThat(Weeks.of(Instant.parse("2027-01-03T23:59:59Z"))).isEqualTo("2026-W53");
        assertThat(Weeks.of(Instant.parse("2027-01-04T00:00:00Z"))).isEqualTo("2027-W01");
        assertThat(Weeks.begin(NOW, 2)).isEqualTo(Instant.parse("2026-11-16T00:00:00Z"));
    }

    @Test
    void moreSourcesThanMayBeAreOne() {
        SourceNames sources = new SourceNames(2);

        assertThat(List.of(sources.of("a"), sources.of("b"), sources.of("c"), sources.of("a")))
                .containsExactly("a", "b", SourceNames.OTHER, "a");
    }

    @Test
    void whatTheReferenceDoesNotHaveOrNobodyMeasuredIsNotCounted() {
        count("2026-W48", Map.of("contrast", 0.1, "aspectRatio", 1.2), 1);
        count("2026-W48", Map.of("contrast", Double.NaN), 1);
        count("2026-W48", Map.of(), 1);

        assertThat(table.drifts()).hasSize(1).allMatch(drift -> drift.counts().equals(List.of(1L, 0L)));
    }

    @Test
    void oldWeeksAreForgotten() {
        count("2026-W01", Map.of("contrast", 0.1), 5);
        count("2026-W48", Map.of("contrast", 0.1), 5);

        table.forgetBefore("2026-W40");

        assertThat(table.drifts()).extracting(drift -> drift.series().week()).containsExactly("2026-W48");
    }

    @Test
    void anEventIsDueOnceAsImagesDoubleAndAsAnAlarmComes() {
        count("2026-W48", Map.of("contrast", 0.1), 50);
        count("2026-W48", Map.of("contrast", 0.9), 49);
        assertThat(isNews()).isFalse();
        count("2026-W48", Map.of("contrast", 0.9), 1);
        assertThat(isNews()).isTrue();
        assertThat(tell().getAlarm()).isFalse();
        assertThat(isNews()).isFalse();
        // 1. no alarm, and not twice as many
        count("2026-W48", Map.of("contrast", 0.9), 20);
        assertThat(isNews()).isFalse();
        // 2. the alarm comes before the images have doubled
        count("2026-W48", Map.of("contrast", 0.9), 75);
        assertThat(isNews()).isTrue();
        assertThat(tell().getAlarm()).isTrue();
        // 3. the same alarm with twice as many
        count("2026-W48", Map.of("contrast", 0.9), 194);
        assertThat(isNews()).isFalse();
        count("2026-W48", Map.of("contrast", 0.9), 1);
        assertThat(isNews()).isTrue();
    }

    @Test
    void theSameMeasurementHasTheSameId() {
        count("2026-W48", Map.of("contrast", 0.1), 100);
        DriftMeasured first = DriftNews.event(drift(), NOW);

        assertThat(DriftNews.event(drift(), NOW.plusSeconds(9)).getEventId()).isEqualTo(first.getEventId());
        count("2026-W48", Map.of("contrast", 0.1), 1);
        assertThat(DriftNews.event(drift(), NOW).getEventId()).isNotEqualTo(first.getEventId());
    }

    private void count(String week, Map<String, Double> statistics, int images) {
        for (int i = 0; i < images; i++) {
            table.add("ward-3", week, MODEL, REFERENCE, statistics);
        }
    }

    private Drift drift() {
        return table.drifts().get(0);
    }

    private boolean isNews() {
        return news.isNews(drift());
    }

    private DriftMeasured tell() {
        DriftMeasured event = DriftNews.event(drift(), NOW);
        news.published(event);
        return event;
    }
}
