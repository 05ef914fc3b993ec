package org.xraystream.training.robustness;

import org.xraystream.imaging.GreyImage;

/** What a film says of the way it was taken, and next to nothing of the lungs. Stateless and thread-safe. */
final class AcquisitionStatistics {
    /** Of a film without any detail, which has no logarithm. */
    private static final double SMALLEST = 1e-6;

    /** Width of the rim as a share of the film. */
    private static final double RIM = 0.04;

    private AcquisitionStatistics() {}

    /** Logarithm of the sharpness, mean grey level, standard deviation, mean grey level of the rim. */
    static double[] of(GreyImage film) {
        float[] pixels = film.pixels();
        int across = (int) Math.max(1, RIM * film.width());
        int down = (int) Math.max(1, RIM * film.height());
        double sum = 0;
        double squares = 0;
        double rim = 0;
        int rimPixels = 0;
        for (int y = 0; y < film.height(); y++) {
            for (int x = 0; x < film.width(); x++) {
                float level = pixels[y * film.width() + x];
                sum += level;
                squares += level * level;
                if (x < across || y < down || x >= film.width() - across || y >= film.height() - down) {
                    rim += level;
                    rimPixels++;
                }
            }
        }
        double mean = sum / pixels.length;
        double deviation = Math.sqrt(Math.max(0, squares / pixels.length - mean * mean));
        return new double[] {logSharpness(film), mean, deviation, rim / rimPixels};
    }

    /** Logarithm of the mean absolute Laplacian, in grey levels. */
    static double logSharpness(GreyImage film) {
        float[] pixels = film.pixels();
        int width = film.width();
        double sum = 0;
        for (int y = 1; y < film.height() - 1; y++) {
            for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
                sum += Math.abs(4 * pixels[i] - pixels[i - 1] - pixels[i + 1] - pixels[i - width] - pixels[i + width]);
            }
        }
        return Math.log(SMALLEST + sum / ((width - 2) * (film.height() - 2.0)));
    }
}
