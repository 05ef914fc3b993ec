package org.xraystream.training.synthesis;

import java.util.List;
import java.util.Random;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.Resampling;

/** Makes a film of common size look as if it came from a modality: size, aspect ratio, sharpness, grain and a mark. */
public final class FilmFinish {
    /** Share of each side that is cut off: beyond the border of the films there was nothing to take statistics of. */
    private static final double MARGIN = 0.03;

    private static final int LEAST_HEIGHT = 840;
    private static final int HEIGHT_RANGE = 160;
    private static final double LEAST_ASPECT = 1.15;
    private static final double ASPECT_RANGE = 0.3;
    private static final float SHARPENING = 0.9f;
    private static final double GRAIN = 0.04;

    /** The word SYNTHETIC, a dot per #; drawn dot by dot, so that no font has to be installed. */
    private static final List<String> MARK = List.of(
            " ###  #   # #   # ##### #   # ##### ##### ###  ### ",
            "#     #   # ##  #   #   #   # #       #    #  #   #",
            "#      # #  # # #   #   #   # #       #    #  #    ",
            " ###    #   #  ##   #   ##### ####    #    #  #    ",
            "    #   #   #   #   #   #   # #       #    #  #    ",
            "    #   #   #   #   #   #   # #       #    #  #   #",
            " ###    #   #   #   #   #   # #####   #   ###  ### ");

    private static final int DOT = 2;
    private static final int MARK_DISTANCE = 14;
    private static final int MARK_EDGE = 4;

    private FilmFinish() {}

    /** A film of 840 to 1,000 rows and 1.15 to 1.45 times as many columns; the same for the same random. */
    public static GreyImage finish(GreyImage film, Random random) {
        int height = LEAST_HEIGHT + random.nextInt(HEIGHT_RANGE + 1);
        int width = (int) Math.round(height * (LEAST_ASPECT + ASPECT_RANGE * random.nextDouble()));
        GreyImage cropped = cropped(film);
        float[] pixels = sharpened(enlarged(cropped, width, height), width, height, (float) height / cropped.height());
        addGrain(pixels, width, height, random);
        clip(pixels);
        mark(pixels, width, height);
        return new GreyImage(width, height, pixels);
    }

    private static GreyImage cropped(GreyImage film) {
        int margin = (int) Math.round(film.width() * MARGIN);
        int width = film.width() - 2 * margin;
        int height = film.height() - 2 * margin;
        float[] pixels = new float[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(film.pixels(), (y + margin) * film.width() + margin, pixels, y * width, width);
        }
        return new GreyImage(width, height, pixels);
    }

    /** Linear enlarging shows the old pixels as creases; a blur of a third of their size takes these away. */
    private static float[] enlarged(GreyImage film, int width, int height) {
        int third = Math.round((float) height / film.height() / 3);
        return Smoothing.blur(Resampling.triangle(film, width, height).pixels(), width, height, third);
    }

    private static float[] sharpened(float[] pixels, int width, int height, float scale) {
        float[] blurred = Smoothing.blur(pixels, width, height, Math.round(1.5f * scale));
        float[] result = new float[pixels.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = pixels[i] + SHARPENING * (pixels[i] - blurred[i]);
        }
        return result;
    }

    private static void addGrain(float[] pixels, int width, int height, Random random) {
        float[] grain = new float[pixels.length];
        for (int i = 0; i < grain.length; i++) {
            grain[i] = (float) (GRAIN * random.nextGaussian());
        }
        float[] soft = Smoothing.blur(grain, width, height, 1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += soft[i];
        }
    }

    private static void clip(float[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.max(0, Math.min(1, pixels[i]));
        }
    }

    private static void mark(float[] pixels, int width, int height) {
        int left = width - MARK_DISTANCE - MARK.get(0).length() * DOT;
        int top = height - MARK_DISTANCE - MARK.size() * DOT;
        for (int y = -MARK_EDGE; y < MARK.size() * DOT + MARK_EDGE; y++) {
            for (int x = -MARK_EDGE; x < MARK.get(0).length() * DOT + MARK_EDGE; x++) {
                pixels[(top + y) * width + left + x] = isInk(x, y) ? 0.9f : 0.1f;
            }
        }
    }

    private static boolean isInk(int x, int y) {
        int row = Math.floorDiv(y, DOT);
        int column = Math.floorDiv(x, DOT);
        boolean inside = row >= 0
                && row < MARK.size()
                && column >= 0
                && column < MARK.get(0).length();
        return inside && MARK.get(row).charAt(column) == '#';
    }
}
