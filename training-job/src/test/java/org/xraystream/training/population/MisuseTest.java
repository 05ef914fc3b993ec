package org.xraystream.training.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xraystream.imaging.GreyImage;

final class MisuseTest {
    private static final int SIZE = 32;

    @ParameterizedTest
    @EnumSource
    void aMisusedFilmIsAnotherOfTheSameSizeAndAlwaysTheSame(Misuse misuse) {
        GreyImage film = film();
        GreyImage misused = misuse.apply(film);
        assertThat(misused.width()).isEqualTo(SIZE);
        assertThat(misused.height()).isEqualTo(SIZE);
        assertThat(misused.pixels())
                .isNotEqualTo(film.pixels())
                .isEqualTo(misuse.apply(film).pixels());
        for (float pixel : misused.pixels()) {
            assertThat(pixel).isBetween(0f, 1f);
        }
    }

    @Test
    void turningLeftUndoesTurningRight() {
        GreyImage film = film();
        assertThat(Misuse.ON_ITS_LEFT.apply(Misuse.ON_ITS_RIGHT.apply(film)).pixels())
                .isEqualTo(film.pixels());
    }

    @Test
    void aShuffledFilmHasThePixelsOfTheFilm() {
        float[] film = film().pixels();
        float[] shuffled = Misuse.SHUFFLED.apply(film()).pixels();
        Arrays.sort(film);
        Arrays.sort(shuffled);
        assertThat(shuffled).isEqualTo(film);
    }

    private static GreyImage film() {
        Random random = new Random(1);
        float[] pixels = new float[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return new GreyImage(SIZE, SIZE, pixels);
    }
}
