package org.xraystream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.command.CommandException;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.experiment.Augmentation;

final class AugmenterTest {
    private static final Augmenter AUGMENTER = new Augmenter(Experiments.tiny().augmentation());
    private static final GreyImage FILM = film();

    @Test
    void aSeedGivesOneFilmAndAnotherSeedAnother() {
        float[] once = AUGMENTER.augmented(FILM, new SplittableRandom(1)).pixels();
        assertThat(AUGMENTER.augmented(FILM, new SplittableRandom(1)).pixels()).containsExactly(once);
        assertThat(AUGMENTER.augmented(FILM, new SplittableRandom(2)).pixels()).isNotEqualTo(once);
    }

    @Test
    void greyLevelsStayInRangeAndTheFilmItselfIsLeftAlone() {
        float[] before = FILM.pixels().clone();
        for (int seed = 0; seed < 200; seed++) {
            assertInRange(AUGMENTER.augmented(FILM, new SplittableRandom(seed)));
        }
        assertThat(FILM.pixels()).containsExactly(before);
    }

    @Test
    void noneLeavesTheFilmAsItIs() {
        GreyImage same = new Augmenter(Augmentation.NONE).augmented(FILM, new SplittableRandom(1));
        assertThat(same.pixels()).containsExactly(FILM.pixels());
    }

    @Test
    void bordersAreOfOneLevel() throws CommandException {
        Augmentation borders = Experiments.tiny("augmentation { borders { probability = 1, share = 0.3 } }, ")
                .augmentation();
        long equal = IntStream.range(0, 50)
                .filter(seed -> {
                    float[] pixels = new Augmenter(borders)
                            .augmented(FILM, new SplittableRandom(seed))
                            .pixels();
                    return IntStream.range(1, 64).allMatch(x -> pixels[x] == pixels[0]);
                })
                .count();
        // some are narrower than half a pixel, and the last edge paints over the corners of the others
        assertThat(equal).isGreaterThan(5);
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
