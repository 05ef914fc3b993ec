package org.xraystream.model;

import org.xraystream.imaging.GreyImage;

/** A drawing that has what tells how a chest film lies: two dark lungs, and a bright belly under them. */
final class FilmsInPositions {
    private static final int SIZE = 64;

    private FilmsInPositions() {}

    private interface Level {
        double at(int x, int y);
    }

    static GreyImage upright() {
        return drawn((x, y) -> {
            double lung = Math.hypot((Math.abs(x - 31.5) - 14) / 9, (y - 28) / 18.0);
            return lung < 1 ? 0.1 : y > 44 ? 0.9 : 0.6;
        });
    }

    static GreyImage inverted(GreyImage film) {
        return drawn((x, y) -> 1 - at(film, x, y));
    }

    static GreyImage upsideDown(GreyImage film) {
        return drawn((x, y) -> at(film, x, SIZE - 1 - y));
    }

    static GreyImage mirrored(GreyImage film) {
        return drawn((x, y) -> at(film, SIZE - 1 - x, y));
    }

    static GreyImage onItsLeft(GreyImage film) {
        return drawn((x, y) -> at(film, SIZE - 1 - y, x));
    }

    static GreyImage onItsRight(GreyImage film) {
        return drawn((x, y) -> at(film, y, SIZE - 1 - x));
    }

    private static double at(GreyImage film, int x, int y) {
        return film.pixels()[y * SIZE + x];
    }

    private static GreyImage drawn(Level level) {
        float[] pixels = new float[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) level.at(i % SIZE, i / SIZE);
        }
        return new GreyImage(SIZE, SIZE, pixels);
    }
}
