package org.xraystream.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.InvalidImageException.Code;

final class ImageHeaderTest {
    private static final long LIMIT = ImageHeader.DEFAULT_MAX_PIXELS;

    @Test
    void readsFormatAndSize() throws InvalidImageException {
        assertThat(ImageStructure.read(TestImages.greyJpeg(), LIMIT).header())
                .isEqualTo(new ImageHeader(ImageFormat.JPEG, TestImages.WIDTH, TestImages.HEIGHT));
        assertThat(ImageStructure.read(TestImages.greyPng(), LIMIT).header())
                .isEqualTo(new ImageHeader(ImageFormat.PNG, TestImages.WIDTH, TestImages.HEIGHT));
    }

    @Test
    void toleratesBytesAfterTheEnd() throws InvalidImageException {
        byte[] jpeg = TestImages.greyJpeg();
        byte[] png = TestImages.greyPng();
        assertThat(ImageStructure.read(Arrays.copyOf(jpeg, jpeg.length + 100), LIMIT)
                        .header()
                        .width())
                .isEqualTo(TestImages.WIDTH);
        assertThat(ImageStructure.read(Arrays.copyOf(png, png.length + 100), LIMIT)
                        .header()
                        .width())
                .isEqualTo(TestImages.WIDTH);
    }

    @Test
    void namesEachDefect() {
        assertRefused(new byte[0], Code.EMPTY);
        assertRefused("a letter, not a film".getBytes(StandardCharsets.UTF_8), Code.UNSUPPORTED_FORMAT);
        assertRefused(TestImages.hugeJpeg(), Code.TOO_LARGE);
        assertRefused(TestImages.hugePng(), Code.TOO_LARGE);
    }

    @Test
    void anyCutIsTruncated() {
        for (byte[] whole : new byte[][] {TestImages.greyJpeg(), TestImages.greyPng()}) {
            for (int length = 10; length < whole.length; length++) {
                assertRefused(Arrays.copyOf(whole, length), Code.TRUNCATED);
            }
        }
    }

    @Test
    void scansWithoutEndAreRefusedBeforeADecoderMeetsThem() throws InvalidImageException {
        assertThat(ImageStructure.read(TestImages.jpegOfScans(100), LIMIT)
                        .header()
                        .width())
                .isEqualTo(TestImages.WIDTH);
        assertRefused(TestImages.jpegOfScans(101), Code.CORRUPT);
    }

    @Test
    void aSecondHeaderCannotChangeTheSizeThatIsDecoded() {
        assertRefused(TestImages.pngWithTwoHeaders(), Code.CORRUPT);
    }

    @Test
    void aDamagedPngFailsItsCheckSum() {
        byte[] png = TestImages.greyPng();
        png[png.length / 2] ^= 0x10;
        assertRefused(png, Code.CORRUPT);
    }

    @Test
    void aJpegWithoutMarkersIsCorrupt() {
        byte[] jpeg = TestImages.greyJpeg();
        Arrays.fill(jpeg, 3, 60, (byte) 0);
        assertRefused(jpeg, Code.CORRUPT);
    }

    private static void assertRefused(byte[] bytes, Code code) {
        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> ImageStructure.read(bytes, LIMIT).header())
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getMessage()).endsWith(".").doesNotContain("\n"));
    }
}
