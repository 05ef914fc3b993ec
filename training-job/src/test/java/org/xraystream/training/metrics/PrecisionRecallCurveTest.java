package org.xraystream.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xraystream.training.metrics.PrecisionRecallCurve.Point;

final class PrecisionRecallCurveTest {
    @Test
    void equalScoresMakeOneStepAndTheAverageWeighsPrecisionByRecall() {
        PrecisionRecallCurve curve = PrecisionRecallCurve.of(
                List.of(new Scored(true, 0.9), new Scored(false, 0.5), new Scored(true, 0.5), new Scored(false, 0.1)));
        assertThat(curve.points()).containsExactly(new Point(0.5, 1), new Point(1, 2 / 3.0), new Point(1, 0.5));
        assertThat(curve.averagePrecision()).isCloseTo(0.5 * 1 + 0.5 * 2 / 3, within(1e-12));
    }
}
