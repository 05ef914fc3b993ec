package org.xraystream.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xraystream.imaging.InvalidImageException.Code;

final class RadiographDecoderTest {
    private static final float LOSSLESS = 1e-6f;
    private static final float LOSSY = 0.03f;

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_3BYTE_BGR
            })
    void keepsTheGreyLevelsOfPng(int type) throws InvalidImageException {
        assertRamp(RadiographDecoder.decode(TestImages.encode(TestImages.ramp(type), "png")), LOSSLESS);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB})
    void keepsTheGreyLevelsOfJpeg(int type) throws InvalidImageException {
        assertRamp(RadiographDecoder.decode(TestImages.encode(TestImages.ramp(type), "jpeg")), LOSSY);
    }

    @Test
    void anEmbeddedColourProfileBendsNoGreyLevels() throws InvalidImageException {
        assertThat(RadiographDecoder.decode(TestImages.jpegWithColourProfile()).pixels())
                .containsExactly(
                        RadiographDecoder.decode(TestImages.encode(TestImages.ramp(BufferedImage.TYPE_INT_RGB), "jpeg"))
                                .pixels());
    }

    @Test
    void readsPalettes() throws InvalidImageException {
        BufferedImage palette = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        palette.getRaster().setSample(1, 0, 0, 1);
        assertThat(RadiographDecoder.decode(TestImages.encode(palette, "png")).pixels())
                .containsExactly(0f, 1f);
    }

    @Test
    void readsFourInkJpegs() throws InvalidImageException, IOException {
        WritableRaster inks =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, TestImages.WIDTH, TestImages.HEIGHT, 4, null);
        for (int y = 0; y < TestImages.HEIGHT; y++) {
            for (int x = 0; x < TestImages.WIDTH; x++) {
                int ink = 255 - (x * 3 + y * 5);
                inks.setPixel(x, y, new int[] {ink, ink, ink, 0});
            }
        }
        assertRamp(RadiographDecoder.decode(jpegOf(inks)), LOSSY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsTheImageAsItsExifSays(int orientation) throws InvalidImageException {
        GreyImage image = RadiographDecoder.decode(TestImages.pngWithOrientation(orientation));
        boolean swapped = orientation >= 5;
        assertThat(image.width()).isEqualTo(swapped ? TestImages.HEIGHT : TestImages.WIDTH);
        int right = TestImages.WIDTH - 1;
        int bottom = TestImages.HEIGHT - 1;
        // where the top left and the top right pixel of the turned image were stored (CIPA DC-008, table 6)
        int[][] stored = {
            {0, 0, right, 0}, {right, 0, 0, 0}, {right, bottom, 0, bottom}, {0, bottom, right, bottom},
            {0, 0, 0, bottom}, {0, bottom, 0, 0}, {right, bottom, right, 0}, {right, 0, right, bottom}
        };
        int[] expected = stored[orientation - 1];
        assertThat(image.pixels()[0]).isCloseTo(TestImages.level(expected[0], expected[1]), within(LOSSLESS));
        assertThat(image.pixels()[image.width() - 1])
                .isCloseTo(TestImages.level(expected[2], expected[3]), within(LOSSLESS));
    }

    @Test
    void turnsJpegsToo() throws InvalidImageException {
        assertThat(RadiographDecoder.decode(TestImages.jpegWithOrientation(6)).width())
                .isEqualTo(TestImages.HEIGHT);
    }

    @Test
    void missingEntropyCodedDataIsRefusedEvenWithAnEndMarker() {
        byte[] jpeg = TestImages.encode(noise(), "jpeg");
        byte[] gutted = Arrays.copyOf(jpeg, jpeg.length / 2);
        gutted[gutted.length - 2] = (byte) 0xFF;
        gutted[gutted.length - 1] = (byte) 0xD9;
        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> RadiographDecoder.decode(gutted))
                .satisfies(e -> assertThat(e.code()).isIn(Code.TRUNCATED, Code.CORRUPT));
    }

    @Test
    void aHugeHeaderIsRefusedBeforeMemoryIsTaken() {
        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> RadiographDecoder.decode(TestImages.hugePng()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.TOO_LARGE))
                .withMessageContaining("50000 × 50000");
    }

    /** Whatever is done to the bytes, the caller gets an image or the one exception that he knows. */
    @Test
    void randomDamageNeverEscapesAsAnotherException() {
        for (byte[] whole : new byte[][] {TestImages.encode(noise(), "jpeg"), TestImages.greyPng()}) {
            Random random = new Random(7);
            long refused = IntStream.range(0, 300)
                    .filter(i -> {
                        byte[] damaged = whole.clone();
                        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                        return isRefused(damaged);
                    })
                    .count();
            assertThat(refused).isPositive();
        }
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            RadiographDecoder.decode(bytes);
            return false;
        } catch (InvalidImageException e) {
            return true;
        }
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.drawImage(TestImages.ramp(BufferedImage.TYPE_BYTE_GRAY), 0, 0, 200, 200, null);
        graphics.dispose();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            image.getRaster().setSample(random.nextInt(200), random.nextInt(200), 0, random.nextInt(256));
        }
        return image;
    }

    private static byte[] jpegOf(Raster raster) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void assertRamp(GreyImage image, float tolerance) {
        assertThat(image.width()).isEqualTo(TestImages.WIDTH);
        assertThat(image.height()).isEqualTo(TestImages.HEIGHT);
        for (int y = 0; y < TestImages.HEIGHT; y++) {
            for (int x = 0; x < TestImages.WIDTH; x++) {
                assertThat(image.pixels()[y * TestImages.WIDTH + x])
                        .isCloseTo(TestImages.level(x, y), within(tolerance));
            }
        }
    }
}
