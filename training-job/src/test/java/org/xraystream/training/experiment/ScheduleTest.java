package org.xraystream.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ScheduleTest {
    @Test
    void theWarmUpIsLinearAndEndsAtTheWholeRate() {
        Schedule schedule = new Schedule.Constant(2);
        assertThat(schedule.share(0, 10, 8)).isCloseTo(0.05, within(1e-9));
        assertThat(schedule.share(9, 10, 8)).isCloseTo(0.5, within(1e-9));
        assertThat(schedule.share(19, 10, 8)).isEqualTo(1);
        assertThat(schedule.share(79, 10, 8)).isEqualTo(1);
    }

    @Test
    void theWarmUpTakesAtMostHalfOfAPhase() {
        assertThat(new Schedule.Constant(5).share(5, 10, 1)).isEqualTo(1);
    }

    @Test
    void aCosineGoesFromTheWholeRateToItsLastShare() {
        Schedule schedule = new Schedule.Cosine(0, 0.1);
        assertThat(schedule.share(0, 10, 4)).isEqualTo(1);
        assertThat(schedule.share(20, 10, 4)).isCloseTo(0.55, within(1e-9));
        assertThat(schedule.share(40, 10, 4)).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void stepsFallByTheirFactor() {
        Schedule schedule = new Schedule.Step(0, 2, 0.5);
        assertThat(schedule.share(19, 10, 9)).isEqualTo(1);
        assertThat(schedule.share(20, 10, 9)).isEqualTo(0.5);
        assertThat(schedule.share(40, 10, 9)).isEqualTo(0.25);
    }
}
