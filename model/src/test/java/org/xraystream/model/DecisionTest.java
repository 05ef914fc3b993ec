package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DecisionTest {
    private final Decision decision = new Decision(0.6, 0.5, 0.8, "test", Decision.Guarantee.none());

    @Test
    void theBandIsUncertainAndItsEdgesBelongUpwards() {
        assertThat(decision.finding(0.49)).isEqualTo(Finding.NORMAL);
        assertThat(decision.finding(0.5)).isEqualTo(Finding.UNCERTAIN);
        assertThat(decision.finding(0.79)).isEqualTo(Finding.UNCERTAIN);
        assertThat(decision.finding(0.8)).isEqualTo(Finding.PNEUMONIA);
    }

    @Test
    void aForcedDecisionIsAtTheThreshold() {
        assertThat(decision.forcedPositive(0.59)).isFalse();
        assertThat(decision.forcedPositive(0.6)).isTrue();
    }

    @Test
    void aThresholdOutsideItsBandIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decision(0.4, 0.5, 0.8, "test", Decision.Guarantee.none()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decision(0.6, 0.5, 1.2, "test", Decision.Guarantee.none()));
    }

    @Test
    void calibrationDividesAndShifts() {
        Calibration calibration = new Calibration("test", 2, 0.5);
        assertThat(calibration.probability(-1)).isCloseTo(0.5, within(1e-12));
        assertThat(calibration.probability(3)).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-12));
        assertThatIllegalArgumentException().isThrownBy(() -> new Calibration("test", 0, 0));
    }
}
