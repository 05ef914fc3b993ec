package org.xraystream.training.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PrincipalComponentsTest {
    /** About (5, 7): variance (9 + 9) / 4 along the first axis and (1 + 1) / 4 along the second. */
    private static final List<float[]> CROSS =
            List.of(new float[] {8, 7}, new float[] {2, 7}, new float[] {5, 8}, new float[] {5, 6});

    @Test
    void aCrossVariesAlongItsArms() {
        PrincipalComponents components = PrincipalComponents.of(CROSS, 5);
        assertThat(components.mean()).containsExactly(5f, 7f);
        assertThat(components.components()).hasSize(2);
        assertDirection(components.components().get(0), 1, 0, Math.sqrt(4.5));
        assertDirection(components.components().get(1), 0, 1, Math.sqrt(0.5));
    }

    @Test
    void whatTheKeptComponentsCannotSayIsTheResidual() {
        PrincipalComponents components = PrincipalComponents.of(CROSS, 1);
        assertThat(components.residual(new float[] {11, 9})).containsExactly(new float[] {0, 2}, within(1e-5f));
    }

    @Test
    void samplesHaveTheMeasuredSpread() {
        PrincipalComponents components = PrincipalComponents.of(CROSS, 2);
        Random random = new Random(3);
        double sum = 0;
        double squares = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            double value = components.sample(random, 0.5)[0];
            sum += value;
            squares += value * value;
        }
        double mean = sum / draws;
        assertThat(mean).isCloseTo(5, within(0.05));
        assertThat(squares / draws - mean * mean).isCloseTo(4.5 * 0.25, within(0.05));
    }

    private static void assertDirection(PrincipalComponents.Component component, float x, float y, double deviation) {
        assertThat(component.deviation()).isCloseTo(deviation, within(1e-6));
        // either sign is right
        assertThat(Math.abs(component.direction()[0])).isCloseTo(x, within(1e-5f));
        assertThat(Math.abs(component.direction()[1])).isCloseTo(y, within(1e-5f));
    }
}
