package org.xraystream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;

final class AugmentationTest {
    private static final GreyImage FILM = film();

    @Test
    void aSeedGivesOneFilmAndAnotherSeedAnother() {
        float[] once = Augmentation.augmented(FILM, new SplittableRandom(1)).pixels();
        assertThat(Augmentation.augmented(FILM, new SplittableRandom(1)).pixels())
                .containsExactly(once);
        assertThat(Augmentation.augmented(FILM, new SplittableRandom(2)).pixels())
                .isNotEqualTo(once);
    }

    @Test
    void greyLevelsStayInRangeAndTheFilmItselfIsLeftAlone() {
        float[] before = FILM.pixels().clone();
        for (int seed = 0; seed < 200; seed++) {
            assertInRange(Augmentation.augmented(FILM, new SplittableRandom(seed)));
        }
        assertThat(FILM.pixels()).containsExactly(before);
    }

    private static void assertInRange(GreyImage image) {
        float[] pixels = image.pixels();
        assertThat(IntStream.range(0, pixels.length).allMatch(i -> pixels[i] >= 0 && pixels[i] <= 1))
                .isTrue();
    }

    private static GreyImage film() {
        SplittableRandom random = new SplittableRandom(3);
        float[] pixels = new float[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 0.3f + 0.3f * (i % 64) / 64 + 0.1f * (float) random.nextDouble();
        }
        return new GreyImage(64, 64, pixels);
    }
}
