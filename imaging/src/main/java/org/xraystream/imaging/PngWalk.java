package org.xraystream.imaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.xraystream.imaging.InvalidImageException.Code;

/** Walks the chunks of a PNG file (ISO/IEC 15948), checking their sums, from IHDR to IEND. */
final class PngWalk {
    private static final int SIGNATURE = 8;
    private static final int CHUNK_OVERHEAD = 12;
    /** The ancillary chunks that say how the pixels are meant; the others are text, times and EXIF. */
    private static final Set<String> OF_PIXELS =
            Set.of("tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "hIST", "pHYs", "sPLT");

    private final byte[] bytes;
    private final long maxPixels;
    private final List<ImageStructure.Range> remarks = new ArrayList<>();
    private int position = SIGNATURE;
    private ImageHeader header;
    private int orientation = 1;

    PngWalk(byte[] bytes, long maxPixels) {
        this.bytes = bytes;
        this.maxPixels = maxPixels;
    }

    ImageStructure structure() throws InvalidImageException {
        boolean hasData = false;
        while (true) {
            int length = chunkLength();
            String type = new String(bytes, position + 4, 4, StandardCharsets.ISO_8859_1);
            checkSum(type, length);
            readChunk(type, position + 8, length);
            if (isRemark(type)) {
                remarks.add(new ImageStructure.Range(position, position + CHUNK_OVERHEAD + length));
            }
            position += CHUNK_OVERHEAD + length;
            hasData |= type.equals("IDAT");
            if (type.equals("IEND")) {
                break;
            }
        }
        if (!hasData) {
            throw corrupt("it has no pixels");
        }
        return new ImageStructure(header, orientation, 0, -1, List.of(), remarks, position);
    }

    /** Chunks whose name begins with a small letter are ancillary: a decoder does without them. */
    private static boolean isRemark(String type) {
        return Character.isLowerCase(type.charAt(0)) && !OF_PIXELS.contains(type);
    }

    private int chunkLength() throws InvalidImageException {
        if (position + CHUNK_OVERHEAD > bytes.length) {
            throw truncated();
        }
        int length = intAt(position);
        if (length < 0) {
            throw corrupt("a chunk claims an impossible length");
        }
        if (length > bytes.length - position - CHUNK_OVERHEAD) {
            throw truncated();
        }
        return length;
    }

    private void checkSum(String type, int length) throws InvalidImageException {
        CRC32 crc = new CRC32();
        crc.update(bytes, position + 4, length + 4);
        if ((int) crc.getValue() != intAt(position + 8 + length)) {
            throw corrupt("the check sum of its chunk at byte " + position + " is wrong");
        }
        if (header == null && !type.equals("IHDR")) {
            throw corrupt("it does not begin with a header");
        }
    }

    private void readChunk(String type, int start, int length) throws InvalidImageException {
        if (type.equals("IHDR")) {
            if (header != null) {
                throw corrupt("it has two headers");
            }
            if (length != 13) {
                throw corrupt("its header has the wrong length");
            }
            header = new ImageHeader(ImageFormat.PNG, intAt(start), intAt(start + 4)).checked(maxPixels);
        } else if (type.equals("eXIf")) {
            orientation = ExifOrientation.read(bytes, start, length);
        }
    }

    private int intAt(int index) {
        return ByteBuffer.wrap(bytes).getInt(index);
    }

    private InvalidImageException truncated() {
        return new InvalidImageException(
                Code.TRUNCATED, "The PNG image is cut short: it has no end after " + bytes.length + " bytes.");
    }

    private static InvalidImageException corrupt(String what) {
        return new InvalidImageException(Code.CORRUPT, "The PNG image is damaged: " + what + ".");
    }
}
