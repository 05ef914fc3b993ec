package org.xraystream.training.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ShrunkCovarianceTest {
    /** Three values, the second follows the first, the third is small and alone. */
    private static List<float[]> correlated(int count) {
        Random random = new Random(3);
        return Stream.generate(() -> {
                    double first = random.nextGaussian();
                    double second = 0.9 * first + Math.sqrt(1 - 0.81) * random.nextGaussian();
                    return new float[] {
                        (float) (5 + 2 * first), (float) (-1 + 10 * second), (float) (0.1 * random.nextGaussian())
                    };
                })
                .limit(count)
                .toList();
    }

    @Test
    void whitenedVectorsAreIndependentAndOfVarianceOne() {
        List<float[]> vectors = correlated(5_000);
        ShrunkCovariance covariance = new ShrunkCovariance(vectors);
        float[] mean = covariance.mean();
        float[] w = covariance.whitening();
        double[][] products = new double[3][3];
        for (float[] vector : vectors) {
            double[] x = {vector[0] - mean[0], vector[1] - mean[1], vector[2] - mean[2]};
            double[] y = {w[0] * x[0], w[1] * x[0] + w[2] * x[1], w[3] * x[0] + w[4] * x[1] + w[5] * x[2]};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    products[i][j] += y[i] * y[j] / vectors.size();
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(products[i][j]).isCloseTo(i == j ? 1 : 0, within(0.02));
            }
        }
        assertThat(covariance.shrinkage()).isPositive().isLessThan(0.01);
    }

    @Test
    void fewVectorsAreStillInverted() {
        assertThat(new ShrunkCovariance(correlated(10)).shrinkage())
                .isGreaterThan(new ShrunkCovariance(correlated(5_000)).shrinkage());
        for (float value : new ShrunkCovariance(correlated(2)).whitening()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void theShrinkageIsThatOfLedoitAndWolf() {
        // standardised: (1, -1), (-1, 1), (1, 1), (-1, -1), (1, 1), (-1, -1); S = ((1, 1/3), (1/3, 1)), squared norm
        // 20/9
        List<float[]> vectors = List.of(
                new float[] {1, -1},
                new float[] {-1, 1},
                new float[] {1, 1},
                new float[] {-1, -1},
                new float[] {1, 1},
                new float[] {-1, -1});
        // error (4 - 20/9) / 6 = 8/27 over distance 20/9 - 2 = 2/9 is more than 1
        assertThat(new ShrunkCovariance(vectors).shrinkage()).isEqualTo(1);
        List<float[]> tenfold =
                Stream.generate(() -> vectors).limit(10).flatMap(List::stream).toList();
        assertThat(new ShrunkCovariance(tenfold).shrinkage()).isCloseTo(8.0 / 270 / (2.0 / 9), within(1e-6));
    }

    @Test
    void aConstantValueMakesNoDistanceInfinite() {
        List<float[]> vectors = List.of(new float[] {1, 7}, new float[] {2, 7}, new float[] {3, 7});
        for (float value : new ShrunkCovariance(vectors).whitening()) {
            assertThat(Math.abs(value)).isLessThan(1e5f);
        }
    }
}
