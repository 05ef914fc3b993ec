package org.xraystream.training.synthesis;

/**
 * Lays one image over another by Thirion's demons (Medical Image Analysis 2, 1998): each point is pushed along the
 * gradient until the grey levels agree, and the pushes are blurred, so that only smooth deformations remain. Stateless
 * and thread-safe.
 *
 * @param iterations of pushing and blurring
 * @param smoothness radius of the blur, in pixels
 */
record Registration(int iterations, int smoothness) {
    /** A point moves by at most half of this, in pixels per iteration. */
    private static final float REACH = 2f;

    private static final float FLAT = 1e-4f;
    private static final int CONTRAST_RADIUS = 6;
    private static final float LEAST_VARIANCE = 4e-4f;

    /**
     * The displacement through which the image looks like the template.
     *
     * @param template with local contrast normalised, as the image is
     * @param start where to begin, of the same side
     */
    Displacement align(float[] template, float[] image, Displacement start) {
        Displacement displacement = start;
        for (int i = 0; i < iterations; i++) {
            displacement =
                    pushed(template, displacement.apply(image), displacement).smoothed(smoothness);
        }
        return displacement;
    }

    private static Displacement pushed(float[] template, float[] warped, Displacement displacement) {
        int side = displacement.side();
        float[] dx = displacement.dx().clone();
        float[] dy = displacement.dy().clone();
        for (int y = 1; y < side - 1; y++) {
            for (int x = 1; x < side - 1; x++) {
                int i = y * side + x;
                float across = slope(template, warped, i, 1);
                float down = slope(template, warped, i, side);
                float error = warped[i] - template[i];
                float push = error / (across * across + down * down + error * error / (REACH * REACH) + FLAT);
                dx[i] -= push * across;
                dy[i] -= push * down;
            }
        }
        return new Displacement(side, dx, dy);
    }

    /** The mean slope of both images at a point. */
    private static float slope(float[] template, float[] warped, int i, int step) {
        return (template[i + step] - template[i - step] + warped[i + step] - warped[i - step]) / 4;
    }

    /** The image with mean 0 and variance 1 in each neighbourhood: ribs weigh the same in dark and in bright films. */
    static float[] normaliseContrast(float[] image, int side) {
        float[] mean = Smoothing.blur(image, side, side, CONTRAST_RADIUS);
        float[] deviation = new float[image.length];
        float[] squares = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            deviation[i] = image[i] - mean[i];
            squares[i] = deviation[i] * deviation[i];
        }
        float[] variance = Smoothing.blur(squares, side, side, CONTRAST_RADIUS);
        for (int i = 0; i < image.length; i++) {
            deviation[i] /= (float) Math.sqrt(Math.max(0, variance[i]) + LEAST_VARIANCE);
        }
        return deviation;
    }
}
