package org.xraystream.imaging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xraystream.imaging.InvalidImageException.Code;

/** Walks the segments of a JPEG file (ITU-T T.81, annex B) from its start to its end-of-image marker. */
final class JpegWalk {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int COM = 0xFE;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP15 = 0xEF;
    private static final int APP14 = 0xEE;
    private static final int TEM = 0x01;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] COLOUR_PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);

    /** Encoders write about ten; a decoder goes over the whole picture for each, however few bytes it has. */
    private static final int MOST_SCANS = 100;

    private final List<Integer> colourProfiles = new ArrayList<>();
    private final byte[] bytes;
    private final long maxPixels;
    private final List<ImageStructure.Range> remarks = new ArrayList<>();
    private int position = 2;
    private ImageHeader header;
    private int orientation = 1;
    private int components;
    private int adobeTransform = -1;

    JpegWalk(byte[] bytes, long maxPixels) {
        this.bytes = bytes;
        this.maxPixels = maxPixels;
    }

    ImageStructure structure() throws InvalidImageException {
        int scans = 0;
        for (int marker = nextMarker(); marker != EOI; marker = nextMarker()) {
            if (isStandalone(marker)) {
                continue;
            }
            int length = segmentLength(marker);
            readSegment(marker, position + 2, length - 2);
            if (isRemark(marker, position + 2, length - 2)) {
                remarks.add(new ImageStructure.Range(position - 2, position + length));
            }
            position += length;
            if (marker == SOS) {
                scans++;
                if (scans > MOST_SCANS) {
                    throw corrupt("it has more than " + MOST_SCANS + " scans");
                }
                skipEntropyCodedData();
            }
        }
        if (header == null || scans == 0) {
            throw corrupt("it ends before any picture");
        }
        return new ImageStructure(header, orientation, components, adobeTransform, colourProfiles, remarks, position);
    }

    private int nextMarker() throws InvalidImageException {
        if (byteAt(position++) != 0xFF) {
            throw corrupt("no marker where one must be, at byte " + (position - 1));
        }
        int marker = byteAt(position++);
        while (marker == 0xFF) { // fill bytes
            marker = byteAt(position++);
        }
        return marker;
    }

    private static boolean isStandalone(int marker) {
        return isRestart(marker) || marker == SOI || marker == TEM;
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    private int segmentLength(int marker) throws InvalidImageException {
        int length = shortAt(position);
        if (length < 2) {
            throw corrupt(String.format("segment %02X has length %d", marker, length));
        }
        if (position + length > bytes.length) {
            throw truncated();
        }
        return length;
    }

    private void readSegment(int marker, int start, int length) throws InvalidImageException {
        if (isFrame(marker)) {
            if (length < 6) {
                throw corrupt("its frame header is too short");
            }
            header = new ImageHeader(ImageFormat.JPEG, shortAt(start + 3), shortAt(start + 1)).checked(maxPixels);
            components = byteAt(start + 5);
        } else if (marker == APP1 && startsWith(EXIF, start, length)) {
            orientation = ExifOrientation.read(bytes, start + EXIF.length, length - EXIF.length);
        } else if (marker == APP2 && startsWith(COLOUR_PROFILE, start, length)) {
            colourProfiles.add(start);
        } else if (marker == APP14 && length >= 12 && startsWith(ADOBE, start, length)) {
            adobeTransform = byteAt(start + 11);
        }
    }

    /** Comments and application data (EXIF with its thumbnail, XMP, IPTC, makers' own), but not what colours need. */
    private boolean isRemark(int marker, int start, int length) {
        return switch (marker) {
            case APP0, APP14 -> false;
            case APP2 -> !startsWith(COLOUR_PROFILE, start, length);
            default -> marker == COM || (marker >= APP1 && marker <= APP15);
        };
    }

    /** SOF0 to SOF15, without the Huffman, arithmetic and reserved segments that lie between them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private boolean startsWith(byte[] tag, int start, int length) {
        return length >= tag.length && Arrays.equals(bytes, start, start + tag.length, tag, 0, tag.length);
    }

    private void skipEntropyCodedData() throws InvalidImageException {
        while (true) {
            if (byteAt(position) == 0xFF) {
                int next = byteAt(position + 1);
                if (next != 0 && next != 0xFF && !isRestart(next)) {
                    return;
                }
            }
            position++;
        }
    }

    private int shortAt(int index) throws InvalidImageException {
        return (byteAt(index) << 8) | byteAt(index + 1);
    }

    private int byteAt(int index) throws InvalidImageException {
        if (index >= bytes.length) {
            throw truncated();
        }
        return bytes[index] & 0xFF;
    }

    private InvalidImageException truncated() {
        return new InvalidImageException(
                Code.TRUNCATED, "The JPEG image is cut short: it has no end after " + bytes.length + " bytes.");
    }

    private static InvalidImageException corrupt(String what) {
        return new InvalidImageException(Code.CORRUPT, "The JPEG image is damaged: " + what + ".");
    }
}
