package org.xraystream.imaging;

import org.xraystream.imaging.InvalidImageException.Code;

/**
 * What an image claims to be, read from its structure alone.
 *
 * @param format the format that the first bytes show
 * @param width in pixels as stored, before any orientation is applied
 * @param height in pixels as stored, before any orientation is applied
 */
public record ImageHeader(ImageFormat format, int width, int height) {
    /** 40 megapixels: ten times a common digital radiograph, and 160 MB when decoded to floats. */
    public static final long DEFAULT_MAX_PIXELS = 40_000_000;

    ImageHeader checked(long maxPixels) throws InvalidImageException {
        if (width <= 0 || height <= 0) {
            throw new InvalidImageException(
                    Code.CORRUPT, "The " + format + " header claims a size of " + width + " × " + height + " pixels.");
        }
        if ((long) width * height > maxPixels) {
            throw new InvalidImageException(
                    Code.TOO_LARGE,
                    "The image has " + width + " × " + height + " pixels; at most " + maxPixels
                            + " pixels are accepted: send a smaller one.");
        }
        return this;
    }
}
