package org.xraystream.training.population;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Assessment;
import org.xraystream.model.Network;
import org.xraystream.model.Population;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.Prefetch;
import org.xraystream.training.robustness.Strength;
import org.xraystream.training.robustness.Variant;

/** What a network's middle says of films. Not thread-safe, as the network is not. */
final class FilmFeatures {
    private static final int BATCH = 32;

    private final Network network;
    private final Preprocessing preprocessing;
    private final Runnable onBatch;

    /**
     * Features by a network.
     *
     * @param onBatch told after each batch of films, {@link #batches} times
     */
    FilmFeatures(Network network, Preprocessing preprocessing, Runnable onBatch) {
        this.network = network;
        this.preprocessing = preprocessing;
        this.onBatch = onBatch;
    }

    /** How many batches so many films are. */
    static int batches(int films) {
        return (films + BATCH - 1) / BATCH;
    }

    /** The films after a change that is thread-safe, at their size. */
    static List<GreyImage> changed(List<Film> films, UnaryOperator<GreyImage> change) {
        return films.parallelStream().map(film -> change.apply(film.image())).toList();
    }

    /** The films each under one variant of this strength, in turn: as many as films, all variants seen. */
    static List<GreyImage> perturbed(List<Film> films, Strength strength) {
        List<Variant> variants = Variant.SUITE.stream()
                .filter(variant -> variant.strength() == strength)
                .toList();
        return IntStream.range(0, films.size())
                .parallel()
                .mapToObj(i ->
                        variants.get(i % variants.size()).apply(films.get(i).image()))
                .toList();
    }

    /** The network's features of the films, in their order. */
    List<float[]> of(List<GreyImage> films) {
        List<float[]> features = new ArrayList<>(films.size());
        Prefetch.<GreyImage, float[]>inBatches(films, BATCH, preprocessing::prepare, inputs -> {
            network.run(inputs).forEach(output -> features.add(output.features()));
            onBatch.run();
        });
        return features;
    }

    /** What a population says of the films, in their order. */
    List<Assessment> assessed(Population population, List<GreyImage> films) {
        List<float[]> features = of(films);
        return IntStream.range(0, films.size())
                .mapToObj(i -> population.assess(films.get(i), features.get(i)))
                .toList();
    }
}
