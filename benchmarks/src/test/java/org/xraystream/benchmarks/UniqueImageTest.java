package org.xraystream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xraystream.imaging.DeidentifiedImage;

/** Copies are new as files and the same as pictures, so that they cost what the image itself does. */
final class UniqueImageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void copiesDifferInTheRemarkThatIngestTakesOut(String format) throws Exception {
        Path file = folder.resolve("film." + format);
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY), format, file.toFile());
        ImageSet.Image image = ImageSet.load(folder).at(0);

        byte[] first = UniqueImage.of(image.bytes(), image.header().format(), "1");
        byte[] second = UniqueImage.of(image.bytes(), image.header().format(), "2");

        assertThat(first).isNotEqualTo(second).isNotEqualTo(image.bytes());
        assertThat(stored(first)).isEqualTo(stored(second)).isEqualTo(Files.readAllBytes(file));
    }

    private static byte[] stored(byte[] bytes) throws Exception {
        return DeidentifiedImage.of(bytes, 10_000).bytes();
    }
}
