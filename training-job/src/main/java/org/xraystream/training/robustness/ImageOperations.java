package org.xraystream.training.robustness;

import java.util.SplittableRandom;
import org.xraystream.imaging.GreyImage;

/** What can befall a film between the tube and the file. Each gives a new image in [0, 1]. */
public final class ImageOperations {
    private ImageOperations() {}

    /** Gaussian blur; sigma in pixels. */
    public static GreyImage blur(GreyImage image, double sigma) {
        float[] kernel = gaussian(sigma);
        float[] across = convolve(image.pixels(), image.width(), image.height(), kernel, 1, image.width());
        float[] both = convolve(across, image.height(), image.width(), kernel, image.width(), 1);
        return new GreyImage(image.width(), image.height(), both);
    }

    /** Unsharp masking: adds the difference to a blurred copy, {@code amount} times. */
    public static GreyImage sharpen(GreyImage image, double sigma, double amount) {
        float[] blurred = blur(image, sigma).pixels();
        float[] source = image.pixels();
        float[] result = new float[source.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = clip(source[i] + (float) amount * (source[i] - blurred[i]));
        }
        return new GreyImage(image.width(), image.height(), result);
    }

    /** {@code contrast × (level^gamma − ½) + ½ + brightness}, cut to [0, 1] as a film's exposure would. */
    public static GreyImage tone(GreyImage image, double gamma, double contrast, double brightness) {
        float[] table = new float[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = clip((float) (contrast * (Math.pow(i / 255.0, gamma) - 0.5) + 0.5 + brightness));
        }
        float[] result = new float[image.pixels().length];
        for (int i = 0; i < result.length; i++) {
            float position = clip(image.pixels()[i]) * 255;
            int low = Math.min(254, (int) position);
            result[i] = table[low] + (table[low + 1] - table[low]) * (position - low);
        }
        return new GreyImage(image.width(), image.height(), result);
    }

    /** Brightness that grows along one direction, as with an oblique tube; strength over the whole width. */
    public static GreyImage shade(GreyImage image, double angle, double strength) {
        float[] result = new float[image.pixels().length];
        float dx = (float) (Math.cos(angle) * strength / image.width());
        float dy = (float) (Math.sin(angle) * strength / image.height());
        for (int y = 0; y < image.height(); y++) {
            float row = 1 + (y - image.height() / 2f) * dy;
            for (int x = 0; x < image.width(); x++) {
                int i = y * image.width() + x;
                result[i] = clip(image.pixels()[i] * (row + (x - image.width() / 2f) * dx));
            }
        }
        return new GreyImage(image.width(), image.height(), result);
    }

    /** Adds Gaussian noise of this deviation. */
    public static GreyImage grain(GreyImage image, double deviation, SplittableRandom random) {
        float[] result = new float[image.pixels().length];
        for (int i = 0; i < result.length; i++) {
            // the sum of three uniforms is close enough to a normal, and five times as fast
            double normal = (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 2;
            result[i] = clip(image.pixels()[i] + (float) (normal * deviation));
        }
        return new GreyImage(image.width(), image.height(), result);
    }

    /** Paints a rectangle in one grey level. */
    public static GreyImage erase(GreyImage image, int left, int top, int width, int height, float level) {
        float[] result = image.pixels().clone();
        for (int y = top; y < Math.min(image.height(), top + height); y++) {
            for (int x = left; x < Math.min(image.width(), left + width); x++) {
                result[y * image.width() + x] = level;
            }
        }
        return new GreyImage(image.width(), image.height(), result);
    }

    /** Moves the image's points, with bilinear interpolation. */
    public static GreyImage warp(GreyImage image, Geometry geometry) {
        int width = image.width();
        int height = image.height();
        float[] result = new float[width * height];
        float mirror = geometry.mirrored() ? -1 : 1;
        float acrossX = (float) (mirror * Math.cos(geometry.angle()) / geometry.scaleX());
        float downX = (float) (-Math.sin(geometry.angle()) / geometry.scaleX());
        float acrossY = (float) (mirror * Math.sin(geometry.angle()) / geometry.scaleY());
        float downY = (float) (Math.cos(geometry.angle()) / geometry.scaleY());
        float centreX = (float) ((width - 1) / 2f - geometry.shiftX() * width);
        float centreY = (float) ((height - 1) / 2f - geometry.shiftY() * height);
        for (int y = 0; y < height; y++) {
            float v = y - (height - 1) / 2f;
            for (int x = 0; x < width; x++) {
                float u = x - (width - 1) / 2f;
                result[y * width + x] = bilinear(
                        image,
                        acrossX * u + downX * v + centreX,
                        acrossY * u + downY * v + centreY,
                        geometry.blackOutside());
            }
        }
        return new GreyImage(width, height, result);
    }

    /**
     * A change of place.
     *
     * @param angle of rotation, in radians
     * @param scaleX above 1 magnifies
     * @param scaleY above 1 magnifies
     * @param shiftX as a share of the width
     * @param shiftY as a share of the height
     * @param mirrored left and right exchanged
     * @param blackOutside whether what lies outside the film is black, or its edge repeated
     */
    public record Geometry(
            double angle,
            double scaleX,
            double scaleY,
            double shiftX,
            double shiftY,
            boolean mirrored,
            boolean blackOutside) {}

    private static float bilinear(GreyImage image, float x, float y, boolean blackOutside) {
        int right = image.width() - 1;
        int bottom = image.height() - 1;
        if (x >= 0 && y >= 0 && x < right && y < bottom) {
            return between(image.pixels(), image.width(), x, y);
        }
        if (blackOutside && (x < -0.5f || y < -0.5f || x > right + 0.5f || y > bottom + 0.5f)) {
            return 0;
        }
        // just short of the last pixel is as good as the last pixel, and has a neighbour
        return between(
                image.pixels(),
                image.width(),
                Math.max(0, Math.min(Math.nextDown((float) right), x)),
                Math.max(0, Math.min(Math.nextDown((float) bottom), y)));
    }

    private static float between(float[] pixels, int width, float x, float y) {
        int x0 = (int) x;
        int y0 = (int) y;
        int i = y0 * width + x0;
        float fx = x - x0;
        float fy = y - y0;
        float upper = pixels[i] + (pixels[i + 1] - pixels[i]) * fx;
        float lower = pixels[i + width] + (pixels[i + width + 1] - pixels[i + width]) * fx;
        return upper + (lower - upper) * fy;
    }

    /** One-dimensional convolution along lines of a grid; the edge is repeated. */
    private static float[] convolve(float[] pixels, int length, int lines, float[] kernel, int step, int lineStep) {
        int radius = kernel.length / 2;
        float[] result = new float[pixels.length];
        float[] padded = new float[length + 2 * radius];
        for (int line = 0; line < lines; line++) {
            int start = line * lineStep;
            for (int i = 0; i < padded.length; i++) {
                padded[i] = pixels[start + Math.max(0, Math.min(length - 1, i - radius)) * step];
            }
            for (int i = 0; i < length; i++) {
                float sum = 0;
                for (int k = 0; k < kernel.length; k++) {
                    sum += kernel[k] * padded[i + k];
                }
                result[start + i * step] = sum;
            }
        }
        return result;
    }

    private static float[] gaussian(double sigma) {
        int radius = Math.max(1, (int) Math.ceil(2.5 * sigma));
        float[] kernel = new float[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            double value = Math.exp(-0.5 * Math.pow((i - radius) / sigma, 2));
            kernel[i] = (float) value;
            sum += value;
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= (float) sum;
        }
        return kernel;
    }

    private static float clip(float level) {
        return Math.max(0, Math.min(1, level));
    }
}
