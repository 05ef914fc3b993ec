package org.xraystream.imaging;

/**
 * A grey image: {@code pixels[y * width + x]} in [0, 1], 0 black. Immutable by convention: whoever holds the array does
 * not write to it.
 */
public final class GreyImage {
    /** The grey level of each byte: faster to look up than to convert, for which Java 17 has no vector instructions. */
    private static final float[] LEVELS = levels();

    private final int width;
    private final int height;
    /** Null where the image is of bytes and nobody has asked for floats yet. */
    private volatile float[] pixels;
    /** Null where the image is of floats. */
    private final byte[] bytes;

    /** Takes the array over without copying it. */
    public GreyImage(int width, int height, float[] pixels) {
        if (width <= 0 || height <= 0 || pixels.length != width * height) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels do not make an image of " + width + " × " + height + ".");
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        this.bytes = null;
    }

    private GreyImage(int width, int height, byte[] bytes) {
        this.width = width;
        this.height = height;
        this.bytes = bytes;
    }

    /** An image whose levels are bytes, 255 white: a quarter of the memory. Takes the array over without copying it. */
    static GreyImage ofBytes(int width, int height, byte[] levels) {
        return new GreyImage(width, height, levels);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The pixels themselves, row by row, not a copy. */
    public float[] pixels() {
        float[] all = pixels;
        if (all == null) {
            all = new float[bytes.length];
            copy(0, all);
            pixels = all;
        }
        return all;
    }

    /** Copies the pixels of a row. */
    void copyRow(int y, float[] target) {
        if (bytes == null) {
            System.arraycopy(pixels, y * width, target, 0, width);
        } else {
            copy(y * width, target);
        }
    }

    private static float[] levels() {
        float[] levels = new float[256];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = i * (1f / 255);
        }
        return levels;
    }

    private void copy(int from, float[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = LEVELS[bytes[from + i] & 0xff];
        }
    }

    /**
     * The image as it is meant to be seen.
     *
     * @param orientation EXIF orientation: where the stored first row and column are, 1 to 8
     */
    GreyImage oriented(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean swapped = orientation >= 5;
        int newWidth = swapped ? height : width;
        int newHeight = swapped ? width : height;
        float[] source = pixels();
        float[] turned = new float[source.length];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                turned[y * newWidth + x] = source[source(orientation, x, y)];
            }
        }
        return new GreyImage(newWidth, newHeight, turned);
    }

    private int source(int orientation, int x, int y) {
        int right = width - 1;
        int bottom = height - 1;
        return switch (orientation) {
            case 2 -> at(right - x, y);
            case 3 -> at(right - x, bottom - y);
            case 4 -> at(x, bottom - y);
            case 5 -> at(y, x);
            case 6 -> at(y, bottom - x);
            case 7 -> at(right - y, bottom - x);
            case 8 -> at(right - y, x);
            default -> throw new IllegalArgumentException("EXIF orientation " + orientation + " is not 1 to 8.");
        };
    }

    private int at(int x, int y) {
        return y * width + x;
    }
}
