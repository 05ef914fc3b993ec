package org.xraystream.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.xraystream.imaging.ImageFormat;

/**
 * Copies of an image that differ in a remark alone, a JPEG comment or a PNG text: each has an id of its own, since that
 * is the hash of the bytes as sent, and the same pixels, since ingest-service takes remarks out before it stores.
 */
public final class UniqueImage {
    private static final int JPEG_START = 2;
    private static final int PNG_START = 8 + 12 + 13;

    private UniqueImage() {}

    /** The image's file with a remark in it. */
    public static byte[] of(byte[] image, ImageFormat format, String remark) {
        boolean isJpeg = format == ImageFormat.JPEG;
        byte[] segment = isJpeg ? jpegComment(remark) : pngText(remark);
        int start = isJpeg ? JPEG_START : PNG_START;
        return ByteBuffer.allocate(image.length + segment.length)
                .put(image, 0, start)
                .put(segment)
                .put(image, start, image.length - start)
                .array();
    }

    /** ITU-T T.81, B.2.4.5. */
    private static byte[] jpegComment(String remark) {
        byte[] text = remark.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(4 + text.length)
                .putShort((short) 0xFFFE)
                .putShort((short) (2 + text.length))
                .put(text)
                .array();
    }

    /** ISO/IEC 15948, 11.3.4.3. */
    private static byte[] pngText(String remark) {
        byte[] data = ("tEXtComment\0" + remark).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(data);
        return ByteBuffer.allocate(8 + data.length)
                .putInt(data.length - 4)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }
}
