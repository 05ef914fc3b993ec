package org.xraystream.training.synthesis;

/** Blurring of square or other grids of values, row by row. Stateless and thread-safe. */
final class Smoothing {
    private static final int PASSES = 3;

    private Smoothing() {}

    /**
     * Three passes of a box filter of side {@code 2 · radius + 1}: nearly a Gaussian of variance {@code radius ·
     * (radius + 1)}, at a cost that does not grow with the radius. Beyond the border lies the border's own value.
     *
     * @return a new array, also where the radius is 0
     */
    static float[] blur(float[] values, int width, int height, int radius) {
        float[] result = values.clone();
        if (radius == 0) {
            return result;
        }
        float[] buffer = new float[Math.max(width, height)];
        for (int pass = 0; pass < PASSES; pass++) {
            for (int y = 0; y < height; y++) {
                boxAlong(result, y * width, 1, width, radius, buffer);
            }
            for (int x = 0; x < width; x++) {
                boxAlong(result, x, width, height, radius, buffer);
            }
        }
        return result;
    }

    private static void boxAlong(float[] values, int start, int step, int length, int radius, float[] buffer) {
        float sum = 0;
        for (int k = -radius; k <= radius; k++) {
            sum += values[start + clamp(k, length) * step];
        }
        for (int i = 0; i < length; i++) {
            buffer[i] = sum / (2 * radius + 1);
            sum += values[start + clamp(i + radius + 1, length) * step]
                    - values[start + clamp(i - radius, length) * step];
        }
        for (int i = 0; i < length; i++) {
            values[start + i * step] = buffer[i];
        }
    }

    private static int clamp(int index, int length) {
        return Math.max(0, Math.min(length - 1, index));
    }
}
