package org.xraystream.training.synthesis;

import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.Resampling;

/**
 * Where each point of a square grid is looked up in another image: at {@code (x + dx, y + dy)}, in pixels of this grid.
 * Immutable by convention, as {@link GreyImage} is.
 *
 * @param side of the grid
 * @param dx to the right, row by row
 * @param dy downwards, row by row
 */
record Displacement(int side, float[] dx, float[] dy) {
    private static final int INVERSION_STEPS = 12;

    static Displacement none(int side) {
        return new Displacement(side, new float[side * side], new float[side * side]);
    }

    /** From both components in one array, first all dx, then all dy: the inverse of {@link #joined}. */
    static Displacement ofJoined(float[] joined) {
        int cells = joined.length / 2;
        float[] dx = new float[cells];
        float[] dy = new float[cells];
        System.arraycopy(joined, 0, dx, 0, cells);
        System.arraycopy(joined, cells, dy, 0, cells);
        return new Displacement((int) Math.round(Math.sqrt(cells)), dx, dy);
    }

    float[] joined() {
        float[] joined = new float[dx.length + dy.length];
        System.arraycopy(dx, 0, joined, 0, dx.length);
        System.arraycopy(dy, 0, joined, dx.length, dy.length);
        return joined;
    }

    /** The image (of the same side) as seen through this displacement, bilinear, mirrored beyond the border. */
    float[] apply(float[] image) {
        float[] result = new float[image.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int i = y * side + x;
                result[i] = at(image, x + dx[i], y + dy[i]);
            }
        }
        return result;
    }

    /** The displacement v with {@code v(y) = -u(y + v(y))}, by fixed-point iteration; u must not fold. */
    Displacement inverse() {
        Displacement inverse = none(side);
        for (int step = 0; step < INVERSION_STEPS; step++) {
            inverse = new Displacement(side, negated(inverse.apply(dx)), negated(inverse.apply(dy)));
        }
        return inverse;
    }

    /** The same displacement on a finer or coarser grid. */
    Displacement resized(int newSide) {
        float scale = (float) newSide / side;
        return new Displacement(newSide, scaled(dx, newSide, scale), scaled(dy, newSide, scale));
    }

    Displacement smoothed(int radius) {
        return new Displacement(side, Smoothing.blur(dx, side, side, radius), Smoothing.blur(dy, side, side, radius));
    }

    Displacement minus(Displacement other) {
        return new Displacement(side, difference(dx, other.dx), difference(dy, other.dy));
    }

    private float at(float[] image, float x, float y) {
        float insideX = mirrored(x);
        float insideY = mirrored(y);
        int column = (int) insideX;
        int row = (int) insideY;
        float right = insideX - column;
        float down = insideY - row;
        int i = row * side + column;
        return (1 - down) * ((1 - right) * image[i] + right * image[i + 1])
                + down * ((1 - right) * image[i + side] + right * image[i + side + 1]);
    }

    /** Inside the grid, such that the next cell still is. */
    private float mirrored(float position) {
        float last = side - 1.001f;
        float inside = Math.abs(position);
        return Math.max(0, inside > last ? 2 * last - inside : inside);
    }

    private float[] scaled(float[] component, int newSide, float scale) {
        float[] result = Resampling.triangle(new GreyImage(side, side, component), newSide, newSide)
                .pixels()
                .clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= scale;
        }
        return result;
    }

    private static float[] negated(float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = -values[i];
        }
        return result;
    }

    private static float[] difference(float[] values, float[] others) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i] - others[i];
        }
        return result;
    }
}
