package org.xraystream.model;

import java.util.Arrays;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.Resampling;

/**
 * How a radiograph becomes the input of a network: recorded in the model package, and the one code path of training and
 * inference, so that a model never meets an input that was prepared another way. Stateless and thread-safe.
 *
 * @param width of the network's input, in pixels
 * @param height of the network's input, in pixels
 * @param resize {@value #RESIZE}: first to 224 × 224 whatever the aspect ratio, as the copies that the models are
 *     trained on were made, then to the input size, both with a triangle filter. The second step is also the low-pass
 *     that takes away what differs most between films and says least of disease: sharpness, grain, JPEG blocks.
 * @param normalisation {@value #NORMALISATION}: grey levels cut at the first and the 99th percentile of this film, then
 *     shifted and scaled to mean 0 and standard deviation 1, so that exposure and windowing do not matter
 */
public record Preprocessing(int width, int height, String resize, String normalisation) {
    public static final String RESIZE = "triangle-via-224";
    public static final String NORMALISATION = "percentile-1-99-standardised";

    private static final int COMMON_SIZE = 224;
    private static final int HISTOGRAM_BINS = 1024;
    private static final double LOW = 0.01;
    private static final double HIGH = 0.99;
    private static final float SMALLEST_DEVIATION = 1e-3f;

    public Preprocessing {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("The input size " + width + " × " + height + " is not positive.");
        }
        if (!RESIZE.equals(resize)) {
            throw new IllegalArgumentException("The resize method '" + resize + "' is not known, only " + RESIZE + ".");
        }
        if (!NORMALISATION.equals(normalisation)) {
            throw new IllegalArgumentException(
                    "The normalisation '" + normalisation + "' is not known, only " + NORMALISATION + ".");
        }
    }

    /** Square input with the methods of this version. */
    public static Preprocessing square(int size) {
        return new Preprocessing(size, size, RESIZE, NORMALISATION);
    }

    /**
     * The network's input.
     *
     * @return float32 values of shape (1, height, width), row by row, with mean 0 and standard deviation 1
     */
    public float[] prepare(GreyImage radiograph) {
        return normalise(resize(radiograph));
    }

    /** The first half of {@link #prepare}: a film of the input size, its grey levels still in [0, 1]. */
    public GreyImage resize(GreyImage radiograph) {
        return Resampling.triangle(toCommonSize(radiograph), width, height);
    }

    /** The first step of {@link #resize}, 224 × 224 pixels; films may be kept at this size and prepared later. */
    public static GreyImage toCommonSize(GreyImage radiograph) {
        return Resampling.triangle(radiograph, COMMON_SIZE, COMMON_SIZE);
    }

    /** How far the darkest and the brightest hundredth of a film lie apart, in [0, 1]; a blank film has 0. */
    static float contrast(GreyImage film) {
        int[] histogram = histogram(film.pixels());
        return percentile(histogram, film.pixels().length, HIGH) - percentile(histogram, film.pixels().length, LOW);
    }

    /** The second half of {@link #prepare}. */
    public float[] normalise(GreyImage resized) {
        int[] histogram = histogram(resized.pixels());
        float low = percentile(histogram, resized.pixels().length, LOW);
        float high = percentile(histogram, resized.pixels().length, HIGH);
        float[] values = new float[resized.pixels().length];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(low, Math.min(high, resized.pixels()[i]));
            sum += values[i];
            squares += values[i] * values[i];
        }
        float mean = (float) (sum / values.length);
        float variance = (float) Math.max(0, squares / values.length - (double) mean * mean);
        float scale = 1 / Math.max(SMALLEST_DEVIATION, (float) Math.sqrt(variance));
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - mean) * scale;
        }
        return values;
    }

    private static int[] histogram(float[] pixels) {
        int[] histogram = new int[HISTOGRAM_BINS];
        for (float pixel : pixels) {
            histogram[Math.max(0, Math.min(HISTOGRAM_BINS - 1, (int) (pixel * HISTOGRAM_BINS)))]++;
        }
        return histogram;
    }

    /** The upper edge of the bin in which the share is reached. */
    private static float percentile(int[] histogram, int total, double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int bin = 0; bin < histogram.length; bin++) {
            seen += histogram[bin];
            if (seen >= wanted) {
                return (bin + 1f) / HISTOGRAM_BINS;
            }
        }
        throw new IllegalStateException("A histogram of "
                + Arrays.stream(histogram).sum() + " pixels has no share " + share + " of " + total + ".");
    }
}
