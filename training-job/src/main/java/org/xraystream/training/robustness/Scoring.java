package org.xraystream.training.robustness;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.Prefetch;
import org.xraystream.training.metrics.Scored;

/** Runs films through a network, plain or perturbed. */
public final class Scoring {
    private static final int BATCH = 32;

    private Scoring() {}

    /**
     * The logits of the films after a change, in their order.
     *
     * @param change thread-safe; {@link UnaryOperator#identity} for the films as they are
     */
    public static List<Scored> logits(
            Network network, Preprocessing preprocessing, List<Film> films, UnaryOperator<GreyImage> change) {
        List<Float> logits = new ArrayList<>(films.size());
        Prefetch.<Film, float[]>inBatches(
                films,
                BATCH,
                film -> preprocessing.prepare(change.apply(film.image())),
                inputs -> network.run(inputs).forEach(output -> logits.add(output.logit())));
        return scored(films, logits);
    }

    /** The logits of films whose inputs are prepared. */
    public static List<Scored> logits(Network network, List<Film> films, List<float[]> inputs) {
        List<Float> logits = new ArrayList<>(films.size());
        for (int start = 0; start < films.size(); start += BATCH) {
            network.run(inputs.subList(start, Math.min(films.size(), start + BATCH)))
                    .forEach(output -> logits.add(output.logit()));
        }
        return scored(films, logits);
    }

    /** The inputs of films each under one variant of the suite, in turn: as many as films, all variants seen. */
    public static List<float[]> perturbedInputs(Preprocessing preprocessing, List<Film> films) {
        return IntStream.range(0, films.size())
                .parallel()
                .mapToObj(i -> preprocessing.prepare(Variant.SUITE
                        .get(i % Variant.SUITE.size())
                        .apply(films.get(i).image())))
                .toList();
    }

    private static List<Scored> scored(List<Film> films, List<Float> logits) {
        return IntStream.range(0, films.size())
                .mapToObj(i -> new Scored(films.get(i).file().pneumonia(), logits.get(i)))
                .toList();
    }
}
