package org.xraystream.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TriggersTest {
    private static final Instant NOW = Instant.parse("2026-11-10T00:00:00Z");
    private static final Triggers TRIGGERS = new Triggers(200, 50, Duration.ofDays(7), true);

    @Test
    void manyNewCorrectionsBeginARunWhateverElse() {
        assertThat(reason(200, Duration.ofHours(1), false)).contains("200 new corrections");
        assertThat(reason(199, Duration.ofHours(1), false)).isEmpty();
    }

    @Test
    void timeAndDriftNeedSomethingToLearnFrom() {
        assertThat(reason(50, Duration.ofDays(7), false)).contains("the last run is 168 hours ago");
        assertThat(reason(50, Duration.ofDays(6), false)).isEmpty();
        assertThat(reason(50, Duration.ofDays(6), true)).contains("the images drift");
        assertThat(reason(49, Duration.ofDays(8), true)).isEmpty();
        assertThat(new Triggers(200, 50, Duration.ofDays(7), false)
                        .reason(50, Optional.of(NOW.minus(Duration.ofDays(1))), true, false, NOW))
                .isEmpty();
    }

    @Test
    void noneBeginsWhileAShadowReadsAlong() {
        assertThat(TRIGGERS.reason(1_000, Optional.empty(), true, true, NOW)).isEmpty();
    }

    @Test
    void theFirstRunWaitsForNoInterval() {
        assertThat(TRIGGERS.reason(50, Optional.empty(), false, false, NOW)).contains("no run has been announced yet");
    }

    private static Optional<String> reason(long taught, Duration since, boolean drifting) {
        return TRIGGERS.reason(taught, Optional.of(NOW.minus(since)), drifting, false, NOW);
    }
}
