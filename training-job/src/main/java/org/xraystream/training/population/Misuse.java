package org.xraystream.training.population;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.xraystream.imaging.GreyImage;

/** What should never be sent, made of a radiograph: a model that reads it has no gate. */
public enum Misuse {
    /** Bone dark and air bright, as MONOCHROME1 that is taken for MONOCHROME2. */
    INVERTED,
    UPSIDE_DOWN,
    ON_ITS_LEFT,
    ON_ITS_RIGHT,
    /** A sixth of the film, enlarged to all of it: a part of a chest is no chest. */
    ENLARGED_DETAIL,
    /** Sixteen tiles of the film in another order: the texture of a radiograph without its anatomy. */
    SHUFFLED,
    /** The film two by two, as a contact sheet. */
    REPEATED,
    /** One grey level for each side of the film's mean. */
    TWO_LEVELS,
    /** Grain alone. */
    NOISE;

    private static final int TILES = 4;
    private static final double DETAIL = 0.4;

    private interface Source {
        float at(int x, int y);
    }

    /** The film so misused: a new one of the same size, of the same film always the same. */
    public GreyImage apply(GreyImage film) {
        int right = film.width() - 1;
        int bottom = film.height() - 1;
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(film.pixels()));
        return switch (this) {
            case INVERTED -> drawn(film, (x, y) -> 1 - at(film, x, y));
            case UPSIDE_DOWN -> drawn(film, (x, y) -> at(film, right - x, bottom - y));
            case ON_ITS_LEFT -> drawn(film, (x, y) -> at(film, right - y * right / bottom, x * bottom / right));
            case ON_ITS_RIGHT -> drawn(film, (x, y) -> at(film, y * right / bottom, bottom - x * bottom / right));
            case ENLARGED_DETAIL -> drawn(film, (x, y) -> at(film, detail(x, film.width()), detail(y, film.height())));
            case SHUFFLED -> shuffled(film, random);
            case REPEATED -> drawn(film, (x, y) -> at(film, x * 2 % film.width(), y * 2 % film.height()));
            case TWO_LEVELS -> twoLevels(film);
            case NOISE -> drawn(film, (x, y) -> (float) random.nextDouble());
        };
    }

    private static int detail(int position, int size) {
        return (int) (size * 0.1 + position * DETAIL);
    }

    private static GreyImage shuffled(GreyImage film, SplittableRandom random) {
        int[] order = new int[TILES * TILES];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        int width = film.width() / TILES;
        int height = film.height() / TILES;
        return drawn(film, (x, y) -> {
            int tile = order[Math.min(TILES - 1, y / height) * TILES + Math.min(TILES - 1, x / width)];
            return at(film, tile % TILES * width + x % width, tile / TILES * height + y % height);
        });
    }

    private static GreyImage twoLevels(GreyImage film) {
        double sum = 0;
        for (float pixel : film.pixels()) {
            sum += pixel;
        }
        double mean = sum / film.pixels().length;
        return drawn(film, (x, y) -> at(film, x, y) > mean ? 1 : 0);
    }

    private static float at(GreyImage film, int x, int y) {
        return film.pixels()[y * film.width() + x];
    }

    private static GreyImage drawn(GreyImage like, Source source) {
        float[] pixels = new float[like.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = source.at(i % like.width(), i / like.width());
        }
        return new GreyImage(like.width(), like.height(), pixels);
    }
}
