package org.xraystream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xraystream.benchmarks.DrainRecorder.Moment;
import org.xraystream.command.CommandException;

/** Results come many at once, with each transaction; the rate must not count those made before the clock ran. */
final class DrainTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Timing TWO_SECONDS_OF_WARM_UP = Timing.ofFamiliar(4);

    @Test
    void whatCameBeforeAndInTheWarmUpIsLeftOut() throws Exception {
        List<Moment> moments =
                List.of(moment(10, 100, 5_000), moment(11, 101, 6_000), moment(12, 110, 7_000), moment(14, 150, 7_400));

        assertThat(Drain.of(moments, TWO_SECONDS_OF_WARM_UP)).isEqualTo(new Drain(20, 40, 2, 10, 1, 12.5));
    }

    @Test
    void oneMomentHasNoRate() {
        assertThatThrownBy(() -> Drain.of(List.of(moment(1, 5, 0)), TWO_SECONDS_OF_WARM_UP))
                .isInstanceOf(CommandException.class);
    }

    private static Moment moment(long seconds, long results, long readersMillis) {
        return new Moment(seconds * SECOND, results, readersMillis * 1_000_000, readersMillis * 100_000);
    }
}
