package org.xraystream.training.synthesis;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.xraystream.imaging.GreyImage;

/**
 * What the films of one class have in common and how they vary: shape apart from grey levels (Cootes et al., "Active
 * Appearance Models", ECCV 1998), and texture. Immutable and thread-safe.
 */
public final class FilmStatistics {
    /** The fewest films that make statistics and not a portrait. */
    public static final int FEWEST_FILMS = 20;

    private final int side;
    private final PrincipalComponents shape;
    private final PrincipalComponents appearance;
    private final Texture texture;
    private final Spread spread;

    /**
     * How far samples stray from the mean.
     *
     * @param shapeComponents directions of shape
     * @param shape factor on their standard deviations
     * @param appearanceComponents directions of grey levels
     * @param appearance factor on their standard deviations
     * @param texture factor on the measured strength
     */
    public record Spread(
            int shapeComponents, double shape, int appearanceComponents, double appearance, double texture) {}

    private FilmStatistics(
            int side, PrincipalComponents shape, PrincipalComponents appearance, Texture texture, Spread spread) {
        this.side = side;
        this.shape = shape;
        this.appearance = appearance;
        this.texture = texture;
        this.spread = spread;
    }

    /** How often {@link #of} tells of a film. */
    public static long steps(int films) {
        return GroupAlignment.steps(films);
    }

    /**
     * The statistics of films.
     *
     * @param films at least {@value #FEWEST_FILMS}, square, of one size, best each of another patient
     * @param onFilm told of progress, from any thread
     * @throws IllegalArgumentException if there are fewer
     */
    public static FilmStatistics of(List<GreyImage> films, Spread spread, Runnable onFilm) {
        if (films.size() < FEWEST_FILMS) {
            throw new IllegalArgumentException(films.size() + " films make no statistics; give at least " + FEWEST_FILMS
                    + " of different patients.");
        }
        int side = films.get(0).width();
        List<Displacement> displacements = GroupAlignment.align(films, onFilm);
        List<float[]> aligned = IntStream.range(0, films.size())
                .parallel()
                .mapToObj(i ->
                        displacements.get(i).resized(side).apply(films.get(i).pixels()))
                .toList();
        PrincipalComponents appearance = PrincipalComponents.of(aligned, spread.appearanceComponents());
        List<float[]> residuals =
                aligned.parallelStream().map(appearance::residual).toList();
        return new FilmStatistics(
                side,
                PrincipalComponents.of(
                        displacements.stream().map(Displacement::joined).toList(), spread.shapeComponents()),
                appearance,
                Texture.of(residuals, side),
                spread);
    }

    /** A film of no patient, of the size of the films that the statistics are of; the same for the same random. */
    public GreyImage sample(Random random) {
        float[] greyLevels = appearance.sample(random, spread.appearance());
        float[] detail = texture.sample(random, spread.texture());
        for (int i = 0; i < greyLevels.length; i++) {
            greyLevels[i] += detail[i];
        }
        Displacement fromFilmToMean = Displacement.ofJoined(shape.sample(random, spread.shape()))
                .inverse()
                .resized(side);
        return new GreyImage(side, side, fromFilmToMean.apply(greyLevels));
    }
}
