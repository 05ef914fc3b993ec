package org.xraystream.benchmarks.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScriptedReaderTest {
    private static final int FILMS = 20_000;

    @Test
    void errsAsOftenAsToldWhenBlind() {
        assertThat(wrong(new ScriptedReader("a", 0.1, 0.9), Optional.empty())).isCloseTo(0.1, within(0.01));
    }

    @Test
    void aResultThatIsShownDrawsTheReaderToIt() {
        ScriptedReader reader = new ScriptedReader("a", 0.1, 0.4);

        assertThat(wrong(reader, Optional.of("NORMAL"))).isCloseTo(0.4 + 0.6 * 0.1, within(0.015));
        assertThat(wrong(reader, Optional.of("PNEUMONIA"))).isCloseTo(0.6 * 0.1, within(0.015));
    }

    @Test
    void anUncertainResultDrawsNobody() {
        assertThat(wrong(new ScriptedReader("a", 0.1, 1), Optional.of("UNCERTAIN")))
                .isCloseTo(0.1, within(0.01));
    }

    /** The share of films with pneumonia that the reader calls normal. */
    private static double wrong(ScriptedReader reader, Optional<String> shown) {
        Random random = new Random(1);
        return IntStream.range(0, FILMS)
                        .filter(i -> !reader.read(true, shown, random))
                        .count()
                / (double) FILMS;
    }
}
