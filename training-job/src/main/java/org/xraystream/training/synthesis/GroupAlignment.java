package org.xraystream.training.synthesis;

import java.util.List;
import java.util.stream.IntStream;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.Resampling;

/**
 * Lays all films of a class over their common mean, from coarse to fine; the mean gets sharper in each round, since
 * what lies on each other there is the same part of the body.
 */
final class GroupAlignment {
    /** Side of the finest grid, in pixels. */
    static final int SIDE = 112;

    private static final List<Round> ROUNDS = List.of(
            new Round(SIDE / 4, new Registration(30, 4)),
            new Round(SIDE / 2, new Registration(20, 4)),
            new Round(SIDE / 2, new Registration(20, 3)),
            new Round(SIDE, new Registration(20, 3)),
            new Round(SIDE, new Registration(20, 3)));

    private record Round(int side, Registration registration) {}

    private GroupAlignment() {}

    /** How often {@link #align} tells of a film. */
    static long steps(int films) {
        return (long) films * ROUNDS.size();
    }

    /**
     * One displacement per film, on a grid of {@value #SIDE} × {@value #SIDE}, through which it looks like the mean.
     *
     * @param onFilm told of each film in each round, from any thread
     */
    static List<Displacement> align(List<GreyImage> films, Runnable onFilm) {
        List<Displacement> displacements =
                films.stream().map(film -> Displacement.none(SIDE)).toList();
        for (Round round : ROUNDS) {
            displacements = centred(align(round, films, displacements, onFilm));
        }
        return displacements.stream().map(field -> field.resized(SIDE)).toList();
    }

    private static List<Displacement> align(
            Round round, List<GreyImage> films, List<Displacement> previous, Runnable onFilm) {
        int side = round.side();
        List<float[]> images = films.parallelStream()
                .map(film -> Registration.normaliseContrast(
                        Resampling.triangle(film, side, side).pixels(), side))
                .toList();
        List<Displacement> starts =
                previous.stream().map(field -> field.resized(side)).toList();
        List<float[]> warped = IntStream.range(0, images.size())
                .parallel()
                .mapToObj(i -> starts.get(i).apply(images.get(i)))
                .toList();
        float[] template = Registration.normaliseContrast(Means.of(warped), side);
        return IntStream.range(0, images.size())
                .parallel()
                .mapToObj(i -> {
                    Displacement aligned = round.registration().align(template, images.get(i), starts.get(i));
                    onFilm.run();
                    return aligned;
                })
                .toList();
    }

    /** Without what all have in common, so that the mean keeps the mean shape. */
    private static List<Displacement> centred(List<Displacement> displacements) {
        Displacement mean = Displacement.ofJoined(
                Means.of(displacements.stream().map(Displacement::joined).toList()));
        return displacements.stream().map(field -> field.minus(mean)).toList();
    }
}
