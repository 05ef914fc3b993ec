package org.xraystream.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BackOffTest {
    private final BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofMillis(300));

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(Stream.generate(backOff::next).limit(4).map(Duration::toMillis))
                .containsExactly(100L, 200L, 300L, 300L);
    }

    @Test
    void successStartsAnew() {
        backOff.next();
        assertThat(backOff.present()).isEqualTo(Duration.ofMillis(200));
        backOff.reset();
        assertThat(backOff.present()).isEqualTo(Duration.ofMillis(100));
    }
}
