package org.xraystream.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xraystream.model.Decision;
import org.xraystream.model.Finding;

/** Against figures worked out by hand. */
final class EvaluationTest {
    private static final Decision DECISION = new Decision(0.5, 0.4, 0.65, "test", Decision.Guarantee.none());

    /** Normals .1 .3 .6; pneumonias .2 .7 .8 .9: three of the twelve pairs are the wrong way round or tied. */
    private final Evaluation evaluation = Evaluation.of(
            List.of(
                    film(false, 0.1),
                    film(false, 0.3),
                    film(false, 0.6),
                    film(true, 0.2),
                    film(true, 0.7),
                    film(true, 0.8),
                    film(true, 0.9)),
            DECISION);

    @Test
    void countsAndRatesAreForcedAtTheThreshold() {
        assertThat(evaluation.confusion()).isEqualTo(new Confusion(3, 1, 2, 1));
        assertThat(evaluation.sensitivity()).isCloseTo(3 / 4.0, within(1e-12));
        assertThat(evaluation.specificity()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(evaluation.accuracy()).isCloseTo(5 / 7.0, within(1e-12));
        assertThat(evaluation.auroc()).isCloseTo(10 / 12.0, within(1e-12));
    }

    @Test
    void selectiveRatesLeaveTheUncertainFilmOut() {
        assertThat(evaluation.coverage()).isCloseTo(6 / 7.0, within(1e-12));
        assertThat(evaluation.selective().n()).isEqualTo(6);
        assertThat(evaluation.selective().specificity()).isEqualTo(1);
        assertThat(evaluation.selective().sensitivity()).isCloseTo(3 / 4.0, within(1e-12));
    }

    @Test
    void probabilitiesAreScored() {
        double brier = (0.01 + 0.09 + 0.36 + 0.64 + 0.09 + 0.04 + 0.01) / 7;
        assertThat(evaluation.brier()).isCloseTo(brier, within(1e-12));
        double nll = -(Math.log(0.9)
                        + Math.log(0.7)
                        + Math.log(0.4)
                        + Math.log(0.2)
                        + Math.log(0.7)
                        + Math.log(0.8)
                        + Math.log(0.9))
                / 7;
        assertThat(evaluation.nll()).isCloseTo(nll, within(1e-12));
        // every film has a bin of its own
        double ece = (0.1 + 0.3 + 0.6 + 0.8 + 0.3 + 0.2 + 0.1) / 7;
        assertThat(evaluation.ece()).isCloseTo(ece, within(1e-12));
    }

    @Test
    void wilsonsIntervalIsThatOfTheTextbook() {
        // 81 of 263 (Newcombe, Statistics in Medicine 1998): 0.2553 to 0.3662
        Estimate share = Estimate.proportion(81, 263);
        assertThat(share.low()).isCloseTo(0.2553, within(5e-5));
        assertThat(share.high()).isCloseTo(0.3662, within(5e-5));
        assertThat(Estimate.proportion(5, 5).high()).isEqualTo(1);
    }

    @Test
    void delongsVarianceFollowsItsDefinition() {
        // placements: positives 1/3, 1, 1, 1; negatives 1, 3/4, 3/4 (share of positives above is 1, 3/4, 3/4)
        Estimate area = Auroc.of(List.of(
                new Scored(false, 0.1),
                new Scored(false, 0.3),
                new Scored(false, 0.6),
                new Scored(true, 0.2),
                new Scored(true, 0.7),
                new Scored(true, 0.8),
                new Scored(true, 0.9)));
        double positives = (Math.pow(1 / 3.0 - 10 / 12.0, 2) + 3 * Math.pow(1 - 10 / 12.0, 2)) / 3;
        double negatives = (Math.pow(1 - 10 / 12.0, 2) + 2 * Math.pow(3 / 4.0 - 10 / 12.0, 2)) / 2;
        double half = 1.959963984540054 * Math.sqrt(positives / 4 + negatives / 3);
        assertThat(area.low()).isCloseTo(10 / 12.0 - half, within(1e-9));
        assertThat(area.high()).isEqualTo(1);
    }

    @Test
    void theMeanOverRunsTakesPatientsNotFilmsAsIndependent() {
        List<Scored> films = List.of(
                new Scored(false, 0.1),
                new Scored(false, 0.3),
                new Scored(false, 0.6),
                new Scored(true, 0.2),
                new Scored(true, 0.7),
                new Scored(true, 0.8),
                new Scored(true, 0.9));
        Estimate once = Auroc.of(films);
        // the same films again, as another run or as further films of the same patients, say nothing new
        assertSame(Auroc.mean(List.of(films, films), List.of(0, 1, 2, 3, 4, 5, 6)), once);
        List<Scored> twice = Stream.concat(films.stream(), films.stream()).toList();
        assertSame(Auroc.mean(List.of(twice), List.of(0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6)), once);
        assertThat(Auroc.of(twice).low()).isGreaterThan(once.low());
        List<Scored> reversed = films.stream()
                .map(film -> new Scored(film.positive(), -film.score()))
                .toList();
        assertThat(Auroc.mean(List.of(films, films, films, reversed), List.of(0, 1, 2, 3, 4, 5, 6))
                        .value())
                .isCloseTo((3 * 10 / 12.0 + 2 / 12.0) / 4, within(1e-12));
    }

    private static void assertSame(Estimate estimate, Estimate expected) {
        assertThat(estimate.value()).isCloseTo(expected.value(), within(1e-12));
        assertThat(estimate.low()).isCloseTo(expected.low(), within(1e-12));
        assertThat(estimate.high()).isCloseTo(expected.high(), within(1e-12));
    }

    @Test
    void tiesCountHalf() {
        assertThat(Auroc.of(List.of(new Scored(true, 0.5), new Scored(false, 0.5)))
                        .value())
                .isEqualTo(0.5);
    }

    @Test
    void anIntervalOfTheAreaIsNeverOfWidthZero() {
        // Wilson's for 2 of 2, 1 of 1 and half of 1
        Estimate perfect = Auroc.of(
                List.of(new Scored(true, 0.9), new Scored(true, 0.8), new Scored(false, 0.2), new Scored(false, 0.1)));
        assertThat(perfect.value()).isEqualTo(1);
        assertThat(perfect.interval()).isEqualTo(Estimate.proportion(2, 2).interval());
        Estimate onePositive = Auroc.of(List.of(new Scored(true, 0.9), new Scored(false, 0.2), new Scored(false, 0.1)));
        assertThat(onePositive.interval()).isEqualTo(Estimate.proportion(1, 1).interval());
        Estimate allTied = Auroc.of(List.of(new Scored(true, 0.5), new Scored(false, 0.5)));
        assertThat(allTied.low()).isLessThan(0.1);
        assertThat(allTied.high()).isGreaterThan(0.9);
    }

    private static Decided film(boolean positive, double probability) {
        Finding finding = DECISION.finding(probability);
        return new Decided(positive, probability, finding);
    }
}
