package org.xraystream.imaging;

/** Resizing of grey images. Stateless and thread-safe. */
public final class Resampling {
    private Resampling() {}

    /**
     * Resizes with a triangle filter as wide as the scale needs, so that shrinking averages over every source pixel and
     * does not alias; enlarging is bilinear. The aspect ratio is not kept.
     */
    public static GreyImage triangle(GreyImage image, int width, int height) {
        if (image.width() == width && image.height() == height) {
            return image;
        }
        Weights columns = Weights.of(image.width(), width);
        Weights rows = Weights.of(image.height(), height);
        // rows first: whole rows are added up, in the order in which they lie in memory
        float[][] shrunk = new float[height][image.width()];
        float[] row = new float[image.width()];
        int first = 0;
        for (int k = 0; k < image.height(); k++) {
            image.copyRow(k, row);
            while (first < height && rows.end(first) <= k) {
                first++;
            }
            for (int y = first; y < height && rows.first[y] <= k; y++) {
                addRow(row, rows.weight(y, k), shrunk[y]);
            }
        }
        float[] result = new float[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int k = columns.first[x]; k < columns.end(x); k++) {
                    sum += columns.weight(x, k) * shrunk[y][k];
                }
                result[y * width + x] = sum;
            }
        }
        return new GreyImage(width, height, result);
    }

    /** One index for both, or the compiler would make no vector instructions of it. */
    private static void addRow(float[] row, float weight, float[] target) {
        for (int x = 0; x < row.length; x++) {
            target[x] += weight * row[x];
        }
    }

    /** The image with its aspect ratio, shrunk so that no side is longer than this; a smaller one as it is. */
    public static GreyImage within(GreyImage image, int longestSide) {
        double scale = Math.min(1, (double) longestSide / Math.max(image.width(), image.height()));
        return triangle(image, Math.max(1, (int) Math.round(image.width() * scale)), Math.max(1, (int)
                Math.round(image.height() * scale)));
    }

    /** For each target cell, the source cells that it is made of. */
    private static final class Weights {
        private final int[] first;
        private final float[][] weights;

        private Weights(int[] first, float[][] weights) {
            this.first = first;
            this.weights = weights;
        }

        static Weights of(int source, int target) {
            double scale = (double) source / target;
            double radius = Math.max(1, scale);
            int[] first = new int[target];
            float[][] weights = new float[target][];
            for (int i = 0; i < target; i++) {
                double centre = (i + 0.5) * scale;
                first[i] = Math.max(0, (int) Math.floor(centre - radius));
                int end = Math.min(source, (int) Math.ceil(centre + radius));
                weights[i] = triangle(first[i], end, centre, radius);
            }
            return new Weights(first, weights);
        }

        private static float[] triangle(int first, int end, double centre, double radius) {
            float[] weights = new float[end - first];
            double sum = 0;
            for (int k = first; k < end; k++) {
                double weight = Math.max(0, 1 - Math.abs(k + 0.5 - centre) / radius);
                weights[k - first] = (float) weight;
                sum += weight;
            }
            for (int k = 0; k < weights.length; k++) {
                weights[k] /= (float) sum;
            }
            return weights;
        }

        int end(int target) {
            return first[target] + weights[target].length;
        }

        float weight(int target, int source) {
            return weights[target][source - first[target]];
        }
    }
}
