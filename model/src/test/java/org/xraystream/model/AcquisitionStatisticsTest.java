package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;

final class AcquisitionStatisticsTest {
    private static final int SIDE = 100;

    @Test
    void aFilmOfTwoHalvesIsMeasuredAsByHand() {
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % SIDE < SIDE / 2 ? 0.05f : 0.95f;
        }

        AcquisitionStatistics statistics = AcquisitionStatistics.of(new GreyImage(SIDE, SIDE, pixels), 1.25);

        assertThat(statistics.meanGrey()).isCloseTo(0.5, within(1e-6));
        assertThat(statistics.contrast()).isCloseTo(0.45, within(1e-6));
        assertThat(statistics.darkShare()).isEqualTo(0.5);
        assertThat(statistics.brightShare()).isEqualTo(0.5);
        assertThat(statistics.aspectRatio()).isEqualTo(1.25);
        // only the two columns at the edge have a Laplacian, each of 0.9
        assertThat(statistics.sharpness()).isCloseTo(2 * 0.9 / (SIDE - 2), within(1e-6));
    }

    @Test
    void theRimIsTheRimAlone() {
        float[] pixels = new float[SIDE * SIDE];
        Arrays.fill(pixels, 1);
        for (int y = 4; y < SIDE - 4; y++) {
            Arrays.fill(pixels, y * SIDE + 4, (y + 1) * SIDE - 4, 0);
        }

        assertThat(AcquisitionStatistics.of(new GreyImage(SIDE, SIDE, pixels), 1)
                        .rimGrey())
                .isEqualTo(1);
    }
}
