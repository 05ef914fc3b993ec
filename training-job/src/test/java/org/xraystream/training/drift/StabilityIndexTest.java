package org.xraystream.training.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.xraystream.model.Reference.Bins;

final class StabilityIndexTest {
    private static final int RUNS = 2_000;
    private static final Bins REFERENCE =
            new Bins(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0), Collections.nCopies(10, 100L));

    @Test
    void theIndexIsTheOneOfTheFormula() {
        Bins halves = new Bins(List.of(0.0), List.of(5_000_000L, 5_000_000L));

        StabilityIndex index = StabilityIndex.of(halves, List.of(2_000_000L, 8_000_000L));

        double expected = (0.2 - 0.5) * Math.log(0.2 / 0.5) + (0.8 - 0.5) * Math.log(0.8 / 0.5);
        assertThat(index.value()).isCloseTo(expected, within(1e-6));
        assertThat(index.isAlarm()).isTrue();
    }

    @Test
    void theBoundIsTheConventionForManyImagesAndChanceForFew() {
        assertThat(of(REFERENCE, 1_000).bound()).isEqualTo(0.25);
        // 21.67 (1/20 + 1/1000)
        assertThat(of(REFERENCE, 2).bound()).isCloseTo(1.105, within(0.01));
    }

    private static StabilityIndex of(Bins reference, long each) {
        return StabilityIndex.of(
                reference, Collections.nCopies(reference.counts().size(), each));
    }

    /** The table of Abramowitz and Stegun, 26.8. */
    @Test
    void quantilesOfChiSquareAreThoseOfTheTable() {
        assertThat(StabilityIndex.chiSquareQuantile(1)).isCloseTo(6.635, within(0.07));
        assertThat(StabilityIndex.chiSquareQuantile(5)).isCloseTo(15.086, within(0.15));
        assertThat(StabilityIndex.chiSquareQuantile(9)).isCloseTo(21.666, within(0.2));
    }

    @Test
    void imagesThatHaveNotDriftedAlarmInTwoOfAHundredRunsAtTheMost() {
        // references too are samples, and here a small one, so that it is chance that makes the bound
        SplittableRandom random = new SplittableRandom(7);
        int alarms = 0;
        for (int run = 0; run < RUNS; run++) {
            Bins reference = new Bins(REFERENCE.edges(), sample(random, 150, 0));
            alarms += StabilityIndex.of(reference, sample(random, 100, 0)).isAlarm() ? 1 : 0;
        }
        assertThat(alarms).isPositive().isLessThanOrEqualTo(RUNS / 50);
    }

    @Test
    void imagesThatHaveShiftedByTwoDecilesAlarm() {
        SplittableRandom random = new SplittableRandom(8);
        for (int run = 0; run < 100; run++) {
            assertThat(StabilityIndex.of(REFERENCE, sample(random, 200, 2)).isAlarm())
                    .isTrue();
        }
    }

    @Test
    void fewImagesAreNotJudged() {
        List<Long> elsewhere = new ArrayList<>(Collections.nCopies(10, 0L));
        elsewhere.set(0, 99L);
        assertThat(StabilityIndex.of(REFERENCE, elsewhere).isAlarm()).isFalse();
        elsewhere.set(0, 100L);
        assertThat(StabilityIndex.of(REFERENCE, elsewhere).isAlarm()).isTrue();
    }

    /** Uniform over the bins, all moved up by some. */
    private static List<Long> sample(SplittableRandom random, int images, int shift) {
        long[] counts = new long[10];
        for (int i = 0; i < images; i++) {
            counts[Math.min(9, random.nextInt(10) + shift)]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }
}
