package org.xraystream.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.model.Calibration;

final class CalibratorTest {
    @Test
    void findsTheTemperatureAndBiasThatTheLabelsWereDrawnWith() {
        Random random = new Random(1);
        List<Scored> logits = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            double truth = 2 * random.nextGaussian();
            boolean positive = random.nextDouble() < 1 / (1 + Math.exp(-truth));
            logits.add(new Scored(positive, 3 * truth + 1.5));
        }
        Calibration calibration = Calibrator.fit(logits);
        assertThat(calibration.temperature()).isCloseTo(3, within(0.1));
        assertThat(calibration.bias()).isCloseTo(-0.5, within(0.05));
    }

    @Test
    void separatedClassesStillGiveFiniteValues() {
        Calibration calibration = Calibrator.fit(List.of(new Scored(true, 9), new Scored(false, -9)));
        assertThat(calibration.probability(9)).isGreaterThan(0.9);
        assertThat(calibration.probability(-9)).isLessThan(0.1);
    }

    /** Newton's method without a line search ends up at temperatures of thousandths here. */
    @Test
    void noOtherTemperatureAndBiasFitMuchBetter() {
        Random random = new Random(3);
        for (double scale : new double[] {0.3, 1, 5, 30}) {
            for (int films : new int[] {20, 100, 1000}) {
                List<Scored> logits = IntStream.range(0, films)
                        .mapToObj(i -> new Scored(i % 3 > 0, scale * (random.nextGaussian() + i % 3)))
                        .toList();
                double loss = loss(logits, Calibrator.fit(logits));
                for (double temperature = 0.05; temperature < 20; temperature *= 1.3) {
                    for (double bias = -6; bias <= 6; bias += 0.5) {
                        assertThat(loss)
                                .as("of %d films of scale %f", films, scale)
                                .isLessThan(loss(logits, new Calibration("", temperature, bias)) + 0.02);
                    }
                }
            }
        }
    }

    private static double loss(List<Scored> logits, Calibration calibration) {
        return BalancedLoss.of(logits.stream()
                .map(scored ->
                        new Scored(scored.positive(), scored.score() / calibration.temperature() + calibration.bias()))
                .toList());
    }

    @Test
    void oneClassCannotBeCalibrated() {
        assertThatIllegalArgumentException().isThrownBy(() -> Calibrator.fit(List.of(new Scored(true, 1))));
    }
}
