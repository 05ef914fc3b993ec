package org.xraystream.training.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.training.data.JpegFilm;

final class FilmFinishTest {
    private static final int SIDE = 224;

    @Test
    void aFinishedFilmHasAModalitysSizeAndTheGreyLevelsOfTheSample() {
        GreyImage film = FilmFinish.finish(flat(0.4f), new Random(2));
        assertThat(film.height()).isBetween(840, 1000);
        assertThat((double) film.width() / film.height()).isBetween(1.14, 1.46);
        int middle = film.height() / 2 * film.width();
        float[] row = Arrays.copyOfRange(film.pixels(), middle, middle + film.width());
        assertThat(mean(row)).isCloseTo(0.4f, within(0.01f));
    }

    @Test
    void theMarkIsLegibleOnBlackAndOnWhite() {
        for (float level : new float[] {0, 1}) {
            GreyImage film = FilmFinish.finish(flat(level), new Random(2));
            int ink = 0;
            int ground = 0;
            for (int i = (film.height() - 30) * film.width(); i < film.pixels().length; i++) {
                ink += film.pixels()[i] == 0.9f ? 1 : 0;
                ground += film.pixels()[i] == 0.1f ? 1 : 0;
            }
            assertThat(ink).isGreaterThan(400);
            assertThat(ground).isGreaterThan(ink);
        }
    }

    @Test
    void theFileKeepsTheGreyLevels() throws IOException, InvalidImageException {
        GreyImage film = FilmFinish.finish(flat(0.7f), new Random(3));
        GreyImage read = RadiographDecoder.decode(JpegFilm.encode(film, 0.88f));
        assertThat(read.width()).isEqualTo(film.width());
        assertThat(mean(read.pixels())).isCloseTo(mean(film.pixels()), within(0.002f));
    }

    private static GreyImage flat(float level) {
        float[] pixels = new float[SIDE * SIDE];
        Arrays.fill(pixels, level);
        return new GreyImage(SIDE, SIDE, pixels);
    }

    private static float mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return (float) (sum / values.length);
    }
}
