package org.xraystream.training.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RegistrationTest {
    private static final int SIDE = 48;

    @Test
    void aShiftedBlobIsLaidOverTheTemplate() {
        float[] template = blob(24, 24);
        float[] image = blob(27, 22);
        Displacement found = new Registration(60, 3).align(template, image, Displacement.none(SIDE));
        assertThat(distance(found.apply(image), template)).isLessThan(0.15 * distance(image, template));
        int centre = 24 * SIDE + 24;
        assertThat(found.dx()[centre]).isCloseTo(3, within(0.7f));
        assertThat(found.dy()[centre]).isCloseTo(-2, within(0.7f));
    }

    @Test
    void theInverseUndoesADisplacement() {
        float[] dx = new float[SIDE * SIDE];
        float[] dy = new float[SIDE * SIDE];
        for (int i = 0; i < dx.length; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            dx[i] = (float) (2 * Math.sin(x / 9.0));
            dy[i] = (float) (1.5 * Math.cos(y / 8.0));
        }
        Displacement displacement = new Displacement(SIDE, dx, dy);
        float[] image = blob(24, 24);
        float[] there = displacement.apply(image);
        float[] back = displacement.inverse().apply(there);
        assertThat(distance(back, image)).isLessThan(0.1 * distance(there, image));
    }

    @Test
    void resizingKeepsWhereAPointIsLookedUp() {
        Displacement shift = new Displacement(2, new float[] {1, 1, 1, 1}, new float[] {0, 0, 0, 0});
        assertThat(shift.resized(4).dx()).containsOnly(2f);
        assertThat(shift.resized(4).resized(2).joined()).containsExactly(shift.joined());
    }

    private static float[] blob(int centreX, int centreY) {
        float[] image = new float[SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            int x = i % SIDE - centreX;
            int y = i / SIDE - centreY;
            image[i] = (float) Math.exp(-(x * x + y * y) / 60.0);
        }
        return image;
    }

    private static double distance(float[] a, float[] b) {
        float[] difference = PrincipalComponents.difference(a, b);
        return Math.sqrt(PrincipalComponents.dot(difference, difference));
    }
}
