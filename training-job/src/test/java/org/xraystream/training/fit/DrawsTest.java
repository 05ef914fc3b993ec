package org.xraystream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Film;

final class DrawsTest {
    private static final List<Film> FILMS = Blobs.films(8, 32, 1);
    private static final FilmWeights COUNTING = new FilmWeights(Map.of("sha0", 0.25));

    @Test
    void samplingTakesHalfOfEachClass() throws CommandException {
        Draws draws = draws("sampling");
        for (int step = 0; step < 20; step++) {
            assertThat(IntStream.of(draws.films(step)).filter(film -> film >= 8).count())
                    .isEqualTo(4);
        }
        assertThat(draws.films(3)).isEqualTo(draws("sampling").films(3)).isNotEqualTo(draws.films(4));
        assertThat(draws.weight(20)).isEqualTo(1);
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
        assertThat(8.0 * draws.weight(0)).isCloseTo(32.0 * draws.weight(20), within(1e-4));
        assertThat((8 * draws.weight(0) + 32 * draws.weight(20)) / 40).isCloseTo(1, within(1e-4f));
    }

    @Test
    void aFilmIsDrawnAsOftenAsItCounts() throws CommandException {
        Draws draws = draws("sampling", COUNTING);
        int quarter = 0;
        int rest = 0;
        for (int step = 0; step < 4_000; step++) {
            for (int film : draws.films(step)) {
                quarter += film == 0 ? 1 : 0;
                rest += film > 0 && film < 8 ? 1 : 0;
            }
        }
        assertThat(7.0 * quarter / rest).isCloseTo(0.25, within(0.03));
        assertThat(draws.weight(0)).isEqualTo(1);
    }

    @Test
    void withoutSamplingTheLossOfAFilmCountsAsMuchAsItDoesAndTheMeanIsKept() throws CommandException {
        for (String balance : List.of("none", "class-weights")) {
            Draws draws = draws(balance, COUNTING);
            assertThat(draws.weight(0)).as(balance).isCloseTo(draws.weight(1) / 4, within(1e-6f));
            double sum = IntStream.range(0, 40).mapToDouble(draws::weight).sum();
            assertThat(sum).as(balance).isCloseTo(40, within(1e-4));
        }
    }

    private static List<Integer> epoch(Draws draws, int epoch) {
        int steps = draws.stepsPerEpoch();
        return IntStream.range(epoch * steps, (epoch + 1) * steps)
                .flatMap(step -> IntStream.of(draws.films(step)))
                .boxed()
                .toList();
    }

    private static Draws draws(String balance) throws CommandException {
        return draws(balance, FilmWeights.EQUAL);
    }

    private static Draws draws(String balance, FilmWeights weights) throws CommandException {
        return new Draws(Experiments.tiny("balance = " + balance), weights, FILMS);
    }
}
