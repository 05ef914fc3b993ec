package org.xraystream.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Takes out of an image file whatever is no part of the picture, since that is where names, dates and devices hide:
 * JPEG comments, EXIF (with its thumbnail), XMP and IPTC; PNG text, times and EXIF; and any bytes after the image. The
 * orientation stays, and the coded pixels are copied as they are, so that the same film is read the same way. What is
 * burnt into the pixels is not found. Immutable by convention; thread-safe.
 *
 * @param header what the image's structure shows
 * @param bytes the image file without remarks
 */
public record DeidentifiedImage(ImageHeader header, byte[] bytes) {
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    /** Where an orientation goes back in: after a JPEG's start-of-image marker, and after a PNG's header chunk. */
    private static final int JPEG_START = 2;

    private static final int PNG_START = 8 + 12 + 13;

    /**
     * Reads the structure, without allocating or decoding pixels, and copies the image without its remarks.
     *
     * @param maxPixels the most pixels (width × height) that are accepted
     * @throws InvalidImageException if the bytes are empty, of another format, broken, cut short or too large
     */
    public static DeidentifiedImage of(byte[] bytes, long maxPixels) throws InvalidImageException {
        ImageStructure structure = ImageStructure.read(bytes, maxPixels);
        int start = structure.header().format() == ImageFormat.JPEG ? JPEG_START : PNG_START;
        ByteArrayOutputStream stripped = new ByteArrayOutputStream(bytes.length);
        stripped.write(bytes, 0, start);
        if (structure.orientation() != 1) {
            stripped.writeBytes(orientation(structure));
        }
        int position = start;
        for (ImageStructure.Range remark : structure.remarks()) {
            stripped.write(bytes, position, remark.start() - position);
            position = remark.end();
        }
        stripped.write(bytes, position, structure.end() - position);
        return new DeidentifiedImage(structure.header(), stripped.toByteArray());
    }

    private static byte[] orientation(ImageStructure structure) {
        byte[] tiff = ExifOrientation.write(structure.orientation());
        return structure.header().format() == ImageFormat.JPEG ? jpegSegment(tiff) : pngChunk(tiff);
    }

    private static byte[] jpegSegment(byte[] tiff) {
        int length = 2 + EXIF.length + tiff.length;
        return ByteBuffer.allocate(2 + length)
                .putShort((short) 0xFFE1)
                .putShort((short) length)
                .put(EXIF)
                .put(tiff)
                .array();
    }

    private static byte[] pngChunk(byte[] tiff) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + tiff.length)
                .putInt(tiff.length)
                .put("eXIf".getBytes(StandardCharsets.ISO_8859_1))
                .put(tiff);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + tiff.length);
        return chunk.putInt((int) crc.getValue()).array();
    }
}
