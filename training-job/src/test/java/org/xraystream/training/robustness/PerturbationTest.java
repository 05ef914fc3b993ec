package org.xraystream.training.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xraystream.imaging.GreyImage;

final class PerturbationTest {
    private static final int SIDE = 224;
    private static final GreyImage FILM = film(3);

    @ParameterizedTest
    @EnumSource
    void theStrongerTheMoreTheFilmIsChanged(Perturbation perturbation) {
        double change = 0;
        for (Strength strength : Strength.values()) {
            GreyImage changed = perturbation.apply(FILM, strength);
            assertThat(changed.width()).isEqualTo(SIDE);
            assertThat(changed.height()).isEqualTo(SIDE);
            assertThat(IntStream.range(0, changed.pixels().length)
                            .allMatch(i -> changed.pixels()[i] >= 0 && changed.pixels()[i] <= 1))
                    .isTrue();
            double difference = difference(changed, FILM);
            assertThat(difference).as(strength.name()).isGreaterThan(1.1 * change);
            change = difference;
        }
    }

    @Test
    void aFilmIsAlwaysChangedAlikeAndLeftAsItWas() {
        GreyImage copy = film(3);
        for (Variant variant : Variant.SUITE) {
            assertThat(variant.apply(copy).pixels())
                    .containsExactly(variant.apply(FILM).pixels());
        }
        assertThat(FILM.pixels()).isEqualTo(copy.pixels());
    }

    @Test
    void aSetOfFilmsHasBothDirections() {
        long brighter = IntStream.range(0, 40)
                .mapToObj(PerturbationTest::film)
                .filter(film -> mean(Perturbation.BRIGHTNESS.apply(film, Strength.MODERATE)) > mean(film))
                .count();
        assertThat(brighter).isBetween(10L, 30L);
    }

    @Test
    void blurTakesDetailAwayAndSharpeningAddsIt() {
        double detail = detail(FILM);
        assertThat(detail(Perturbation.BLUR.apply(FILM, Strength.MODERATE))).isLessThan(0.5 * detail);
        assertThat(detail(Perturbation.SHARPENING.apply(FILM, Strength.MODERATE)))
                .isGreaterThan(1.3 * detail);
    }

    private static double difference(GreyImage one, GreyImage other) {
        return IntStream.range(0, one.pixels().length)
                .mapToDouble(i -> Math.abs(one.pixels()[i] - other.pixels()[i]))
                .average()
                .orElseThrow();
    }

    private static double mean(GreyImage film) {
        return difference(film, new GreyImage(SIDE, SIDE, new float[SIDE * SIDE]));
    }

    /** Mean absolute difference of neighbours. */
    private static double detail(GreyImage image) {
        return IntStream.range(1, image.pixels().length)
                .mapToDouble(i -> Math.abs(image.pixels()[i] - image.pixels()[i - 1]))
                .average()
                .orElseThrow();
    }

    /** Two fields on a ground that grows brighter, with some grain. */
    private static GreyImage film(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            double field = Math.hypot((Math.abs(x - 112) - 50) / 35.0, (y - 110) / 70.0) < 1 ? 0.25 : 0.55;
            pixels[i] = (float) (field + 0.15 * x / SIDE + 0.06 * random.nextDouble());
        }
        return new GreyImage(SIDE, SIDE, pixels);
    }
}
