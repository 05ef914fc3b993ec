package org.xraystream.imaging;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Generated images: a diagonal ramp, so that every orientation of it differs. */
final class TestImages {
    static final int WIDTH = 40;
    static final int HEIGHT = 24;

    private TestImages() {}

    static float level(int x, int y) {
        return (x * 3f + y * 5f) / 255f;
    }

    static BufferedImage ramp(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        int bands = image.getRaster().getNumBands();
        int scale = image.getRaster().getSampleModel().getSampleSize(0) == 16 ? 257 : 1;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int band = 0; band < bands; band++) {
                    int value = band == 3 ? 255 : (x * 3 + y * 5) * scale;
                    image.getRaster().setSample(x, y, band, value);
                }
            }
        }
        return image;
    }

    static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("No writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] greyJpeg() {
        return encode(ramp(BufferedImage.TYPE_BYTE_GRAY), "jpeg");
    }

    static byte[] greyPng() {
        return encode(ramp(BufferedImage.TYPE_BYTE_GRAY), "png");
    }

    static byte[] pngWithOrientation(int orientation) {
        byte[] png = greyPng();
        byte[] tiff = tiffOrientation(orientation);
        int afterHeader = 8 + 12 + 13;
        ByteBuffer chunk = ByteBuffer.allocate(12 + tiff.length);
        chunk.putInt(tiff.length)
                .put("eXIf".getBytes(StandardCharsets.ISO_8859_1))
                .put(tiff);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + tiff.length);
        chunk.putInt((int) crc.getValue());
        return insert(png, afterHeader, chunk.array());
    }

    static byte[] pngWithTwoHeaders() {
        byte[] png = greyPng();
        int afterHeader = 8 + 12 + 13;
        return insert(png, afterHeader, Arrays.copyOfRange(png, 8, afterHeader));
    }

    static byte[] jpegWithOrientation(int orientation) {
        byte[] tiff = tiffOrientation(orientation);
        ByteBuffer segment = ByteBuffer.allocate(10 + tiff.length);
        segment.putShort((short) 0xFFE1).putShort((short) (8 + tiff.length));
        segment.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1)).put(tiff);
        return insert(greyJpeg(), 2, segment.array());
    }

    /** The header of a PNG whose pixels would fill memory. */
    static byte[] hugePng() {
        byte[] png = greyPng();
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 50_000).putInt(20, 50_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }

    static byte[] hugeJpeg() {
        byte[] jpeg = greyJpeg();
        for (int i = 2; i < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 50_000).putShort(i + 7, (short) 50_000);
                return jpeg;
            }
        }
        throw new IllegalStateException("The generated JPEG has no baseline frame");
    }

    /** A colour ramp that says of itself that its samples are linear in light, unlike what a screen shows. */
    static byte[] jpegWithColourProfile() {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        ByteBuffer segment = ByteBuffer.allocate(18 + profile.length);
        segment.putShort((short) 0xFFE2).putShort((short) (16 + profile.length));
        segment.put("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1));
        segment.put((byte) 1).put((byte) 1).put(profile);
        return insert(encode(ramp(BufferedImage.TYPE_INT_RGB), "jpeg"), 2, segment.array());
    }

    /** A JPEG whose one scan is there so many times. */
    static byte[] jpegOfScans(int scans) {
        byte[] jpeg = greyJpeg();
        int end = jpeg.length - 2;
        int start = end;
        while ((jpeg[start] & 0xFF) != 0xFF || (jpeg[start + 1] & 0xFF) != 0xDA) {
            start--;
        }
        ByteBuffer repeated = ByteBuffer.allocate(jpeg.length + (scans - 1) * (end - start));
        repeated.put(jpeg, 0, start);
        for (int i = 0; i < scans; i++) {
            repeated.put(jpeg, start, end - start);
        }
        return repeated.put(jpeg, end, 2).array();
    }

    private static byte[] tiffOrientation(int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(26);
        tiff.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return tiff.array();
    }

    static byte[] insert(byte[] bytes, int at, byte[] inserted) {
        return ByteBuffer.allocate(bytes.length + inserted.length)
                .put(bytes, 0, at)
                .put(inserted)
                .put(bytes, at, bytes.length - at)
                .array();
    }
}
