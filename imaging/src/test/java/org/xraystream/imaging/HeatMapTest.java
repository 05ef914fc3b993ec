package org.xraystream.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class HeatMapTest {
    @Test
    void evidenceAgainstIsDarkAndTheStrongestPlaceIsOne() {
        HeatMap map = HeatMap.ofEvidence(2, 2, new float[] {-3, 0, 5, 10});
        assertThat(map.values()).containsExactly(0f, 0f, 0.5f, 1f);
    }

    @Test
    void aFilmWithLittleEvidenceDoesNotGlow() {
        HeatMap map = HeatMap.ofEvidence(2, 1, new float[] {-2, 0.4f});
        assertThat(map.values()[1]).isLessThan(0.2f);
    }

    @Test
    void itsLevelsMakeTheSameMapWithinAStepOf256() {
        HeatMap map = new HeatMap(2, 2, new float[] {0, 0.3f, 0.7f, 1});
        HeatMap copy = HeatMap.ofLevels(2, 2, map.levels());
        assertThat(copy.values()).containsExactly(map.values(), within(0.51f / 255));
    }

    @Test
    void thePictureHasTheShapeOfTheFilmAndAModestSize() throws IOException {
        BufferedImage large = picture(new HeatMap(2, 2, new float[4]), grey(2000, 1000));
        assertThat(large.getWidth()).isEqualTo(512);
        assertThat(large.getHeight()).isEqualTo(256);
        BufferedImage small = picture(new HeatMap(2, 2, new float[4]), grey(100, 120));
        assertThat(small.getWidth()).isEqualTo(100);
        assertThat(small.getHeight()).isEqualTo(120);
    }

    @Test
    void theHeatIsWhereTheEvidenceIsAndTheFilmShowsElsewhere() throws IOException {
        BufferedImage picture = picture(new HeatMap(2, 2, new float[] {0, 0, 0, 1}), grey(80, 80));
        int cold = picture.getRGB(2, 2);
        int hot = picture.getRGB(78, 78);
        assertThat(red(cold)).isEqualTo(blue(cold));
        assertThat(red(hot)).isGreaterThan(blue(hot) + 50);
    }

    private static int red(int rgb) {
        return (rgb >> 16) & 0xFF;
    }

    private static int blue(int rgb) {
        return rgb & 0xFF;
    }

    private static GreyImage grey(int width, int height) {
        float[] pixels = new float[width * height];
        Arrays.fill(pixels, 0.4f);
        return new GreyImage(width, height, pixels);
    }

    private static BufferedImage picture(HeatMap map, GreyImage film) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(map.png(film)));
    }
}
