package org.xraystream.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.xraystream.imaging.GreyImage;

/**
 * What a film says of the way it was taken, and next to nothing of the lungs. Grey levels are in [0, 1].
 *
 * @param meanGrey mean grey level
 * @param contrast standard deviation of the grey levels
 * @param sharpness mean absolute Laplacian, in grey levels
 * @param rimGrey mean grey level of the rim, {@value #RIM} of the film wide
 * @param darkShare share of the pixels darker than {@value #DARK}
 * @param brightShare share of the pixels brighter than {@value #BRIGHT}
 * @param aspectRatio width of the film as it came by its height
 */
public record AcquisitionStatistics(
        double meanGrey,
        double contrast,
        double sharpness,
        double rimGrey,
        double darkShare,
        double brightShare,
        double aspectRatio) {
    private static final double RIM = 0.04;
    private static final float DARK = 0.1f;
    private static final float BRIGHT = 0.9f;

    /** Of a film without any detail, which has no logarithm. */
    private static final double SMALLEST_SHARPNESS = 1e-6;

    /**
     * Measures a film.
     *
     * @param film at 224 × 224, the first step of every preprocessing, so that films of all sizes can be compared
     * @param aspectRatio as the film came
     */
    public static AcquisitionStatistics of(GreyImage film, double aspectRatio) {
        float[] pixels = film.pixels();
        double sum = 0;
        double squares = 0;
        int dark = 0;
        int bright = 0;
        for (float level : pixels) {
            sum += level;
            squares += level * level;
            dark += level < DARK ? 1 : 0;
            bright += level > BRIGHT ? 1 : 0;
        }
        double mean = sum / pixels.length;
        return new AcquisitionStatistics(
                mean,
                Math.sqrt(Math.max(0, squares / pixels.length - mean * mean)),
                sharpness(film),
                rimGrey(film),
                (double) dark / pixels.length,
                (double) bright / pixels.length,
                aspectRatio);
    }

    private static double sharpness(GreyImage film) {
        float[] pixels = film.pixels();
        int width = film.width();
        double sum = 0;
        for (int y = 1; y < film.height() - 1; y++) {
            for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
                sum += Math.abs(4 * pixels[i] - pixels[i - 1] - pixels[i + 1] - pixels[i - width] - pixels[i + width]);
            }
        }
        return sum / ((width - 2) * (film.height() - 2.0));
    }

    private static double rimGrey(GreyImage film) {
        int across = (int) Math.max(1, RIM * film.width());
        int down = (int) Math.max(1, RIM * film.height());
        double sum = 0;
        int count = 0;
        for (int y = 0; y < film.height(); y++) {
            boolean inside = y >= down && y < film.height() - down;
            int row = y * film.width();
            int left = inside ? across : film.width();
            sum += sum(film.pixels(), row, row + left);
            count += left;
            if (inside) {
                sum += sum(film.pixels(), row + film.width() - across, row + film.width());
                count += across;
            }
        }
        return sum / count;
    }

    private static double sum(float[] pixels, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += pixels[i];
        }
        return sum;
    }

    /** Differences of sharpness between sharp films count no more than those between soft ones. */
    public double logSharpness() {
        return Math.log(SMALLEST_SHARPNESS + sharpness);
    }

    /** By name, in the order above; the names are those of the events and of a model's {@link Reference}. */
    public Map<String, Double> named() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("meanGrey", meanGrey);
        values.put("contrast", contrast);
        values.put("sharpness", sharpness);
        values.put("rimGrey", rimGrey);
        values.put("darkShare", darkShare);
        values.put("brightShare", brightShare);
        values.put("aspectRatio", aspectRatio);
        return values;
    }
}
