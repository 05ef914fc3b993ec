package org.xraystream.imaging;

import java.util.List;
import org.xraystream.imaging.InvalidImageException.Code;

/**
 * What the structure of an image file tells: its header, how it is to be turned, and how its colours are stored.
 *
 * @param header format and size
 * @param orientation EXIF orientation, 1 (as stored) to 8
 * @param components of a JPEG: 1 grey, 3 colour, 4 inks; 0 for a PNG
 * @param adobeTransform the colour transform of a JPEG's Adobe segment (0 none, 1 YCbCr, 2 YCCK), -1 if there is none
 * @param colourProfiles where in the bytes of a JPEG the name of an ICC profile's segment is; none for a PNG
 * @param remarks what is no part of the picture: comments, EXIF, text; in the order of the file
 * @param end first byte after the image
 */
record ImageStructure(
        ImageHeader header,
        int orientation,
        int components,
        int adobeTransform,
        List<Integer> colourProfiles,
        List<Range> remarks,
        int end) {
    ImageStructure {
        colourProfiles = List.copyOf(colourProfiles);
        remarks = List.copyOf(remarks);
    }

    /** The bytes from {@code start} to before {@code end}. */
    record Range(int start, int end) {}

    static ImageStructure read(byte[] bytes, long maxPixels) throws InvalidImageException {
        if (bytes.length == 0) {
            throw new InvalidImageException(Code.EMPTY, "The image is empty (0 bytes).");
        }
        ImageFormat format = ImageFormat.of(bytes)
                .orElseThrow(() -> new InvalidImageException(
                        Code.UNSUPPORTED_FORMAT, "The bytes are neither a JPEG nor a PNG image."));
        return switch (format) {
            case JPEG -> new JpegWalk(bytes, maxPixels).structure();
            case PNG -> new PngWalk(bytes, maxPixels).structure();
        };
    }
}
