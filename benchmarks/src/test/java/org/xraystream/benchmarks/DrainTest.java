package org.xraystream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xraystream.benchmarks.ResultCounter.Moment;
import org.xraystream.command.CommandException;

/** Results come many at once, with each transaction; the rate must not count those made before the clock ran. */
final class DrainTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Timing TWO_SECONDS_OF_WARM_UP = Timing.ofSeconds(8);

    @Test
    void whatCameBeforeAndInTheWarmUpIsLeftOut() throws Exception {
        List<Moment> moments = List.of(
                new Moment(10 * SECOND, 100),
                new Moment(11 * SECOND, 101),
                new Moment(12 * SECOND, 110),
                new Moment(13 * SECOND, 130),
                new Moment(14 * SECOND, 150));

        assertThat(Drain.of(moments, TWO_SECONDS_OF_WARM_UP)).isEqualTo(new Drain(20, 40, 2, 12.5));
    }

    @Test
    void oneMomentHasNoRate() {
        assertThatThrownBy(() -> Drain.of(List.of(new Moment(SECOND, 5)), TWO_SECONDS_OF_WARM_UP))
                .isInstanceOf(CommandException.class);
    }
}
