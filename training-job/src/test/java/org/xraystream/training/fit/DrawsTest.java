package org.xraystream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Film;

final class DrawsTest {
    private static final List<Film> FILMS = Blobs.films(8, 32, 1);

    @Test
    void samplingTakesHalfOfEachClass() throws CommandException {
        Draws draws = draws("sampling");
        for (int step = 0; step < 20; step++) {
            assertThat(IntStream.of(draws.films(step)).filter(film -> film >= 8).count())
                    .isEqualTo(4);
        }
        assertThat(draws.films(3)).isEqualTo(draws("sampling").films(3)).isNotEqualTo(draws.films(4));
        assertThat(draws.weight(true)).isEqualTo(1);
    }

    @Test
    void withoutSamplingAnEpochHasEveryFilmOnceAndTheNextEpochAnotherOrder() throws CommandException {
        Draws draws = draws("none");
        assertThat(epoch(draws, 0)).containsExactlyInAnyOrderElementsOf(epoch(draws, 1));
        assertThat(epoch(draws, 0)).doesNotHaveDuplicates().hasSize(40).isNotEqualTo(epoch(draws, 1));
    }

    @Test
    void classWeightsMakeBothClassesWeighTheSame() throws CommandException {
        Draws draws = draws("class-weights");
        assertThat(8.0 * draws.weight(false)).isCloseTo(32.0 * draws.weight(true), within(1e-4));
        assertThat((8 * draws.weight(false) + 32 * draws.weight(true)) / 40).isCloseTo(1, within(1e-4f));
    }

    private static List<Integer> epoch(Draws draws, int epoch) {
        int steps = draws.stepsPerEpoch();
        return IntStream.range(epoch * steps, (epoch + 1) * steps)
                .flatMap(step -> IntStream.of(draws.films(step)))
                .boxed()
                .toList();
    }

    private static Draws draws(String balance) throws CommandException {
        return new Draws(Experiments.tiny("balance = " + balance), FILMS);
    }
}
