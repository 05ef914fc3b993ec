package org.xraystream.imaging;

/**
 * A grey image: {@code pixels[y * width + x]} in [0, 1], 0 black. Immutable by convention: whoever holds the array does
 * not write to it.
 */
public final class GreyImage {
    private final int width;
    private final int height;
    private final float[] pixels;

    /** Takes the array over without copying it. */
    public GreyImage(int width, int height, float[] pixels) {
        if (width <= 0 || height <= 0 || pixels.length != width * height) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels do not make an image of " + width + " × " + height + ".");
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The pixels themselves, row by row, not a copy. */
    public float[] pixels() {
        return pixels;
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
        float[] turned = new float[pixels.length];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                turned[y * newWidth + x] = pixels[source(orientation, x, y)];
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
