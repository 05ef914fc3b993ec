package org.xraystream.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SideTest {
    @Test
    void aPatientIsOnTheSameSideForEver() {
        // if one of these changes, films that models were judged on become films that models are fitted to
        assertThat(IntStream.rangeClosed(1, 12).mapToObj(number -> Side.of("person" + number)))
                .containsExactly(
                        Side.TRAINING,
                        Side.TRAINING,
                        Side.TRAINING,
                        Side.TRAINING,
                        Side.TRAINING,
                        Side.TRAINING,
                        Side.TRAINING,
                        Side.TRAINING,
                        Side.GATE,
                        Side.TRAINING,
                        Side.VALIDATION,
                        Side.VALIDATION);
    }

    @Test
    void theSidesHaveTheirShares() {
        Map<Side, Long> counts = IntStream.range(0, 20_000)
                .mapToObj(number -> Side.of("patient-" + number))
                .collect(Collectors.groupingBy(side -> side, Collectors.counting()));
        assertThat(counts.get(Side.TRAINING) / 20_000.0).isCloseTo(0.7, within(0.01));
        assertThat(counts.get(Side.VALIDATION) / 20_000.0).isCloseTo(0.1, within(0.01));
        assertThat(counts.get(Side.GATE) / 20_000.0).isCloseTo(0.2, within(0.01));
    }
}
