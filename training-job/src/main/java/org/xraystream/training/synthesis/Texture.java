package org.xraystream.training.synthesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Detail that principal components leave out, known only by how strong it is, octave by octave and place by place: its
 * samples are noise of the same strength. Immutable and thread-safe.
 */
final class Texture {
    /** Blur radii between which an octave lies, in pixels, from fine to coarse. */
    private static final int[] RADII = {0, 1, 2, 4, 8};

    /** The standard deviation of a Gaussian for a mean absolute value of 1. */
    private static final double DEVIATION = Math.sqrt(Math.PI / 2);

    /** Strength is blurred so much, in pixels, that no single film's detail shows in it. */
    private static final int PLACE_RADIUS = 6;

    private final int side;
    private final List<float[]> strengths;

    private Texture(int side, List<float[]> strengths) {
        this.side = side;
        this.strengths = strengths;
    }

    /** The texture of these residuals, each of {@code side × side} values. */
    static Texture of(List<float[]> residuals, int side) {
        List<float[]> sums = new ArrayList<>();
        for (int octave = 0; octave + 1 < RADII.length; octave++) {
            sums.add(new float[side * side]);
        }
        for (float[] residual : residuals) {
            List<float[]> octaves = octaves(residual, side);
            for (int octave = 0; octave < octaves.size(); octave++) {
                addAbsolute(sums.get(octave), octaves.get(octave));
            }
        }
        List<float[]> strengths = sums.stream()
                .map(sum -> strength(Smoothing.blur(sum, side, side, PLACE_RADIUS), residuals.size()))
                .toList();
        return new Texture(side, strengths);
    }

    /** Random texture, its strength multiplied by {@code strength}. */
    float[] sample(Random random, double strength) {
        float[] noise = new float[side * side];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        float[] result = new float[side * side];
        List<float[]> octaves = octaves(noise, side);
        for (int octave = 0; octave < octaves.size(); octave++) {
            float[] values = octaves.get(octave);
            double power = Math.sqrt(PrincipalComponents.dot(values, values) / values.length);
            for (int i = 0; i < result.length; i++) {
                result[i] += (float) (strength * strengths.get(octave)[i] * values[i] / power);
            }
        }
        return result;
    }

    private static List<float[]> octaves(float[] image, int side) {
        List<float[]> blurred = Arrays.stream(RADII)
                .mapToObj(radius -> Smoothing.blur(image, side, side, radius))
                .toList();
        return IntStream.range(1, RADII.length)
                .mapToObj(i -> PrincipalComponents.difference(blurred.get(i - 1), blurred.get(i)))
                .toList();
    }

    private static void addAbsolute(float[] sum, float[] values) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += Math.abs(values[i]);
        }
    }

    /** From absolute values, not squares: the letters and cables of a few films count for less. */
    private static float[] strength(float[] sum, int count) {
        float[] result = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            result[i] = (float) (DEVIATION * sum[i] / count);
        }
        return result;
    }
}
