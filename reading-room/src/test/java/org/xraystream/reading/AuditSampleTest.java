package org.xraystream.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditSampleTest {
    private static final List<String> IMAGES =
            IntStream.range(0, 20_000).mapToObj(i -> "image-" + i).toList();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 50, 99, 100})
    void theShareIsWhatWasAskedFor(int percent) {
        AuditSample sample = sample("a key", percent);

        double drawn = 100.0 * IMAGES.stream().filter(sample::draws).count() / IMAGES.size();

        assertThat(drawn).isCloseTo(percent, within(percent % 100 == 0 ? 0 : 1.0));
    }

    @Test
    void aLargerShareHoldsTheSmallerOne() {
        List<String> few = IMAGES.stream().filter(sample("a key", 5)::draws).toList();

        assertThat(few).isNotEmpty().allMatch(sample("a key", 10)::draws);
    }

    @Test
    void withoutTheKeyNobodyKnowsWhoIsDrawn() {
        List<String> one = IMAGES.stream().filter(sample("a key", 5)::draws).toList();
        List<String> other = IMAGES.stream().filter(sample("another", 5)::draws).toList();

        double both = one.stream().filter(other::contains).count();

        assertThat(both / one.size()).isCloseTo(0.05, within(0.03));
    }

    private static AuditSample sample(String key, int percent) {
        return AuditSample.of(key, percent, Duration.ofHours(24));
    }
}
