package org.xraystream.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeidentifiedImageTest {
    private static final String NAME = "Doe^Jane 1999-12-31";
    private static final byte[] NAME_BYTES = NAME.getBytes(StandardCharsets.ISO_8859_1);

    @ParameterizedTest
    @ValueSource(ints = {0xFE, 0xE1, 0xE2, 0xED, 0xEF})
    void commentsAndApplicationDataOfAJpegAreGoneAndThePixelsStay(int marker) throws Exception {
        byte[] jpeg = TestImages.greyJpeg();
        byte[] named = TestImages.insert(jpeg, 2, segment(marker));

        byte[] stripped = strip(named);

        assertThat(text(named)).contains(NAME);
        assertThat(stripped).isEqualTo(jpeg);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tEXt", "iTXt", "eXIf", "tIME", "prVt"})
    void textOfAPngIsGoneAndThePixelsStay(String type) throws Exception {
        byte[] png = TestImages.greyPng();
        byte[] named = TestImages.insert(png, 8 + 25, chunk(type));

        byte[] stripped = strip(named);

        assertThat(text(named)).contains(NAME);
        assertThat(stripped).isEqualTo(png);
    }

    @Test
    void bytesAfterTheImageAreGone() throws Exception {
        byte[] jpeg = TestImages.greyJpeg();
        assertThat(strip(TestImages.insert(jpeg, jpeg.length, NAME_BYTES))).isEqualTo(jpeg);
        byte[] png = TestImages.greyPng();
        assertThat(strip(TestImages.insert(png, png.length, NAME_BYTES))).isEqualTo(png);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrientationStays(int orientation) throws Exception {
        for (byte[] turned :
                new byte[][] {TestImages.jpegWithOrientation(orientation), TestImages.pngWithOrientation(orientation)
                }) {
            byte[] stripped = strip(turned);

            assertThat(RadiographDecoder.decode(stripped).pixels())
                    .isEqualTo(RadiographDecoder.decode(turned).pixels());
        }
    }

    private static byte[] strip(byte[] bytes) throws InvalidImageException {
        return DeidentifiedImage.of(bytes, ImageHeader.DEFAULT_MAX_PIXELS).bytes();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] segment(int marker) {
        return ByteBuffer.allocate(4 + NAME_BYTES.length)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (2 + NAME_BYTES.length))
                .put(NAME_BYTES)
                .array();
    }

    private static byte[] chunk(String type) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + NAME_BYTES.length)
                .putInt(NAME_BYTES.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(NAME_BYTES);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + NAME_BYTES.length);
        return chunk.putInt((int) crc.getValue()).array();
    }
}
