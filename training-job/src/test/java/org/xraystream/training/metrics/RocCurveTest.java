package org.xraystream.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xraystream.model.Finding;

final class RocCurveTest {
    @Test
    void eachThresholdIsAStepAndEqualScoresAreOne() {
        List<Scored> scored =
                List.of(new Scored(true, 0.9), new Scored(false, 0.5), new Scored(true, 0.5), new Scored(false, 0.1));
        assertThat(RocCurve.of(scored).points())
                .containsExactly(
                        new RocCurve.Point(0, 0),
                        new RocCurve.Point(0, 0.5),
                        new RocCurve.Point(0.5, 1),
                        new RocCurve.Point(1, 1));
    }

    @Test
    void reliabilitySetsWhatWasObservedBesideWhatWasPromised() {
        List<Decided> films =
                List.of(decided(true, 0.82), decided(true, 0.84), decided(false, 0.86), decided(false, 0.1));
        Reliability reliability = Reliability.of(films);
        assertThat(reliability.bins()).hasSize(2);
        Reliability.Bin high = reliability.bins().get(1);
        assertThat(high.n()).isEqualTo(3);
        assertThat(high.probability()).isCloseTo(0.84, within(1e-9));
        assertThat(high.observed().value()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(reliability.error()).isCloseTo((3 * (0.84 - 2.0 / 3) + 0.1) / 4, within(1e-9));
    }

    private static Decided decided(boolean positive, double probability) {
        return new Decided(positive, probability, Finding.UNCERTAIN);
    }
}
