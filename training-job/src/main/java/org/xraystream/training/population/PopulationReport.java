package org.xraystream.training.population;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Assessment;
import org.xraystream.model.Network;
import org.xraystream.model.Population;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.robustness.Strength;

/**
 * How a population judges films on which nothing was chosen.
 *
 * @param normal those with the label normal, as they are
 * @param pneumonia those with the label pneumonia, as they are
 * @param perturbed the films, each under one perturbation of this strength
 * @param misused what is made of them that should never be sent
 */
public record PopulationReport(
        Shares normal, Shares pneumonia, Map<Strength, Shares> perturbed, Map<Misuse, Shares> misused) {
    /**
     * Of films.
     *
     * @param n films
     * @param outside share that is outside the population, in [0, 1]; those that are rejected are among them
     * @param rejected share that is rejected, in [0, 1]
     */
    public record Shares(int n, double outside, double rejected) {
        static Shares of(List<Assessment> films) {
            return new Shares(
                    films.size(),
                    share(films, films.stream().filter(Assessment::outside).count()),
                    share(
                            films,
                            films.stream()
                                    .filter(film -> film.rejection().isPresent())
                                    .count()));
        }

        private static double share(List<Assessment> films, long count) {
            return films.isEmpty() ? 0 : (double) count / films.size();
        }
    }

    /** How many steps the judging of the films takes. */
    public static int steps(List<Film> films) {
        int pneumonia = Dataset.count(films, true);
        return FilmFeatures.batches(pneumonia)
                + FilmFeatures.batches(films.size() - pneumonia)
                + (Strength.values().length + Misuse.values().length) * FilmFeatures.batches(films.size());
    }

    /**
     * Judges the films with a population of this network.
     *
     * @param onStep told after each of the {@link #steps}
     */
    public static PopulationReport of(
            Network network, Preprocessing preprocessing, Population population, List<Film> films, Runnable onStep) {
        FilmFeatures features = new FilmFeatures(network, preprocessing, onStep);
        Map<Strength, Shares> perturbed = new EnumMap<>(Strength.class);
        for (Strength strength : Strength.values()) {
            perturbed.put(strength, shares(features, population, FilmFeatures.perturbed(films, strength)));
        }
        Map<Misuse, Shares> misused = new EnumMap<>(Misuse.class);
        for (Misuse misuse : Misuse.values()) {
            misused.put(misuse, shares(features, population, FilmFeatures.changed(films, misuse::apply)));
        }
        return new PopulationReport(
                shares(features, population, ofLabel(films, false)),
                shares(features, population, ofLabel(films, true)),
                perturbed,
                misused);
    }

    private static List<GreyImage> ofLabel(List<Film> films, boolean pneumonia) {
        List<Film> chosen = films.stream()
                .filter(film -> film.file().pneumonia() == pneumonia)
                .toList();
        return FilmFeatures.changed(chosen, UnaryOperator.identity());
    }

    private static Shares shares(FilmFeatures features, Population population, List<GreyImage> films) {
        return Shares.of(features.assessed(population, films));
    }
}
