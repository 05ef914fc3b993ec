package org.xraystream.model;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.Resampling;

/**
 * The mean of many upright films, coarse and made symmetric: enough to tell how another film lies, from which of the
 * mean's turned or inverted copies it is most like. Thread-safe.
 */
final class MeanFilm {
    /** Width and height in cells. */
    static final int SIZE = 16;

    /** A film that is less like every copy than this is no chest film in any position. */
    private static final double LEAST_CORRELATION = 0.5;

    private static final int LAST = SIZE - 1;

    private final float[] upright;
    private final float[] upsideDown;
    private final float[] turnedLeft;
    private final float[] turnedRight;

    /** A mean film of these cells, row by row. */
    MeanFilm(float[] cells) {
        if (cells.length != SIZE * SIZE) {
            throw new IllegalArgumentException(
                    "the mean film has " + cells.length + " cells instead of " + SIZE * SIZE);
        }
        this.upright = symmetric(cells);
        this.upsideDown = rearranged(upright, i -> SIZE * SIZE - 1 - i);
        this.turnedRight = rearranged(upright, i -> SIZE * (LAST - i % SIZE) + i / SIZE);
        this.turnedLeft = rearranged(turnedRight, i -> SIZE * SIZE - 1 - i);
    }

    /** The cells of a film, its exposure and contrast taken away: mean 0, length 1. */
    static float[] cells(GreyImage film) {
        return standardised(Resampling.triangle(film, SIZE, SIZE).pixels().clone());
    }

    /** How the film lies, if not upright. */
    Optional<RejectionReason> fault(GreyImage film) {
        float[] cells = cells(film);
        double asItShould = correlation(cells, upright);
        double inverted = -asItShould;
        double turned = Math.max(
                correlation(cells, upsideDown),
                Math.max(correlation(cells, turnedLeft), correlation(cells, turnedRight)));
        if (Math.max(inverted, turned) < Math.max(LEAST_CORRELATION, asItShould)) {
            return Optional.empty();
        }
        return Optional.of(inverted > turned ? RejectionReason.INVERTED : RejectionReason.ROTATED);
    }

    /** The mean's cells, row by row. */
    float[] cells() {
        return upright.clone();
    }

    private static float[] symmetric(float[] cells) {
        float[] mirrored = rearranged(cells, i -> i - i % SIZE + LAST - i % SIZE);
        float[] sum = new float[cells.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = cells[i] + mirrored[i];
        }
        return standardised(sum);
    }

    private static float[] standardised(float[] cells) {
        double mean = 0;
        for (float cell : cells) {
            mean += cell / cells.length;
        }
        double squares = 0;
        for (float cell : cells) {
            squares += (cell - mean) * (cell - mean);
        }
        double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
        float[] result = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            result[i] = (float) ((cells[i] - mean) * scale);
        }
        return result;
    }

    private static float[] rearranged(float[] cells, IntUnaryOperator source) {
        float[] result = new float[cells.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = cells[source.applyAsInt(i)];
        }
        return result;
    }

    private static double correlation(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
