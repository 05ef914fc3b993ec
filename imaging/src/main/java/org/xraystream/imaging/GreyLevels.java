package org.xraystream.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Grey levels in [0, 1] from decoded samples, without the colour management that would bend them. */
final class GreyLevels {
    /** ITU-R BT.601: the luma that JPEG itself stores (JFIF). */
    private static final float RED = 0.299f;

    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;

    private GreyLevels() {}

    static GreyImage of(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            return ofBytes(image.getRaster());
        }
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return ofPalette(image.getRaster(), palette);
        }
        return image.getRaster().getNumBands() >= 3 ? ofRgb(image.getRaster()) : ofGrey(image.getRaster());
    }

    /** What most radiographs are: the samples as they lie in memory. */
    private static GreyImage ofBytes(Raster raster) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
        return samples.length == width * height
                ? GreyImage.ofBytes(width, height, samples)
                : GreyImage.ofBytes(width, height, (byte[]) raster.getDataElements(0, 0, width, height, null));
    }

    private static GreyImage ofGrey(Raster raster) {
        float scale = 1f / maximum(raster, 0);
        int bands = raster.getNumBands();
        return map(raster, (samples, x) -> samples[x * bands] * scale);
    }

    private static GreyImage ofRgb(Raster raster) {
        float scale = 1f / maximum(raster, 0);
        int bands = raster.getNumBands();
        return map(
                raster,
                (samples, x) -> luma(samples[x * bands], samples[x * bands + 1], samples[x * bands + 2]) * scale);
    }

    private static GreyImage ofPalette(Raster raster, IndexColorModel palette) {
        float[] levels = new float[palette.getMapSize()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = luma(palette.getRed(i), palette.getGreen(i), palette.getBlue(i)) / 255f;
        }
        return map(raster, (samples, x) -> levels[samples[x]]);
    }

    /**
     * Four-component samples as a JPEG stores them.
     *
     * @param adobeTransform -1 plain CMYK (0 no ink), 0 Adobe's inverted CMYK, 2 Adobe's YCCK
     */
    static GreyImage ofInks(Raster raster, int adobeTransform) {
        return map(raster, (samples, x) -> {
            float first = samples[4 * x];
            float black = samples[4 * x + 3];
            // the Y of YCCK is the luma of the inverted inks, which is that of the picture
            float light = adobeTransform == 2 ? first : luma(first, samples[4 * x + 1], samples[4 * x + 2]);
            return adobeTransform == -1 ? (255 - light) * (255 - black) / (255f * 255f) : light * black / (255f * 255f);
        });
    }

    private interface PixelLevel {
        float of(int[] samples, int x);
    }

    private static GreyImage map(Raster raster, PixelLevel level) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        float[] pixels = new float[width * height];
        int[] row = new int[width * raster.getNumBands()];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = Math.min(1f, level.of(row, x));
            }
        }
        return new GreyImage(width, height, pixels);
    }

    private static float luma(float red, float green, float blue) {
        return RED * red + GREEN * green + BLUE * blue;
    }

    private static float maximum(Raster raster, int band) {
        return (1 << raster.getSampleModel().getSampleSize(band)) - 1;
    }
}
