package org.xraystream.training.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TextureTest {
    private static final int SIDE = 96;

    @Test
    void samplesAreAsStrongAsTheDetailTheyStandFor() {
        Random random = new Random(5);
        List<float[]> residuals = new ArrayList<>();
        for (int film = 0; film < 30; film++) {
            float[] residual = new float[SIDE * SIDE];
            for (int i = 0; i < residual.length; i++) {
                residual[i] = isLeft(i) ? (float) (0.2 * random.nextGaussian()) : 0;
            }
            residuals.add(residual);
        }
        float[] sample = Texture.of(residuals, SIDE).sample(random, 1);
        assertThat(deviation(sample, 0, SIDE / 4)).isCloseTo(0.2, within(0.03));
        assertThat(deviation(sample, SIDE * 3 / 4, SIDE)).isLessThan(0.02);
    }

    private static boolean isLeft(int i) {
        return i % SIDE < SIDE / 2;
    }

    private static double deviation(float[] values, int fromColumn, int toColumn) {
        double squares = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % SIDE >= fromColumn && i % SIDE < toColumn) {
                squares += values[i] * values[i];
                count++;
            }
        }
        return Math.sqrt(squares / count);
    }
}
