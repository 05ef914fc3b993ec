package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.Resampling;

final class PreprocessingTest {
    private static final Preprocessing SMALL = Preprocessing.square(16);

    /** A change of these values makes every released model wrong: it needs a new name for the changed method. */
    @Test
    void theGoldenFilmIsPreparedAsEver() throws IOException {
        float[] prepared = SMALL.prepare(goldenFilm());
        double[] golden = goldenValues();
        assertThat(prepared).hasSize(golden.length);
        for (int i = 0; i < golden.length; i++) {
            assertThat((double) prepared[i]).as("value %d", i).isCloseTo(golden[i], within(1e-3));
        }
    }

    @Test
    void theInputHasMeanZeroAndDeviationOne() {
        float[] prepared = Preprocessing.square(64).prepare(TestModels.film(300, 200, 1));
        double mean = IntStream.range(0, prepared.length)
                .mapToDouble(i -> prepared[i])
                .average()
                .orElseThrow();
        double square = IntStream.range(0, prepared.length)
                .mapToDouble(i -> prepared[i] * prepared[i])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(1e-4));
        assertThat(square).isCloseTo(1, within(1e-3));
    }

    @Test
    void exposureAndContrastDoNotMatter() {
        GreyImage film = goldenFilm();
        float[] darker = new float[film.pixels().length];
        for (int i = 0; i < darker.length; i++) {
            darker[i] = 0.2f + 0.5f * film.pixels()[i];
        }
        float[] before = SMALL.prepare(film);
        float[] after = SMALL.prepare(new GreyImage(film.width(), film.height(), darker));
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(before[i], within(0.02f));
        }
    }

    @Test
    void aBlankFilmGivesFiniteValues() {
        float[] prepared = SMALL.prepare(new GreyImage(50, 50, new float[2500]));
        assertThat(IntStream.range(0, prepared.length).allMatch(i -> prepared[i] == 0))
                .isTrue();
    }

    @Test
    void shrinkingAveragesOverAllPixels() {
        // a checkerboard of single pixels has no detail left at a quarter of the size: anything but grey is aliasing
        float[] board = new float[64 * 64];
        for (int i = 0; i < board.length; i++) {
            board[i] = (i % 64 + i / 64) % 2;
        }
        for (float pixel :
                Resampling.triangle(new GreyImage(64, 64, board), 16, 16).pixels()) {
            assertThat(pixel).isCloseTo(0.5f, within(0.01f));
        }
    }

    @Test
    void resizingKeepsARampARamp() {
        float[] ramp = new float[100 * 40];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (i % 100 + 0.5f) / 100;
        }
        GreyImage small = Resampling.triangle(new GreyImage(100, 40, ramp), 10, 10);
        for (int x = 1; x < 9; x++) {
            assertThat(small.pixels()[50 + x]).isCloseTo((x + 0.5f) / 10, within(1e-3f));
        }
    }

    @Test
    void aMethodOfAnotherVersionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preprocessing(16, 16, "nearest", Preprocessing.NORMALISATION))
                .withMessageContaining("nearest");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preprocessing(16, 16, Preprocessing.RESIZE, "none"))
                .withMessageContaining("none");
    }

    /** Smooth waves with a dark border and a bright marker, by formula, larger than the common size. */
    static GreyImage goldenFilm() {
        int width = 320;
        int height = 250;
        float[] pixels = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean border = x < 12 || y < 8;
                boolean marker = x > 280 && x < 300 && y > 20 && y < 36;
                double waves = 0.5 + 0.2 * Math.sin(x / 23.0) + 0.2 * Math.cos(y / 17.0 + x / 90.0);
                pixels[y * width + x] = border ? 0 : marker ? 1 : (float) waves;
            }
        }
        return new GreyImage(width, height, pixels);
    }

    private static double[] goldenValues() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PreprocessingTest.class.getResourceAsStream("golden-input.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .flatMap(line -> Arrays.stream(line.strip().split(" ")))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }
}
