package org.xraystream.training.fit;

import java.util.ArrayList;
import java.util.List;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Scored;

/** Runs films through a network, plain or perturbed. */
public final class Scoring {
    private static final int BATCH = 32;

    private Scoring() {}

    /** The logits of the films under one perturbation, in their order. */
    public static List<Scored> logits(
            Network network, Preprocessing preprocessing, List<Film> films, Perturbation perturbation) {
        return logits(
                network,
                films,
                films.parallelStream()
                        .map(film -> preprocessing.prepare(perturbation.apply(film.image())))
                        .toList());
    }

    /** The logits of films whose inputs are prepared. */
    static List<Scored> logits(Network network, List<Film> films, List<float[]> inputs) {
        List<Scored> scored = new ArrayList<>(films.size());
        for (int start = 0; start < films.size(); start += BATCH) {
            int end = Math.min(films.size(), start + BATCH);
            List<Network.Output> outputs = network.run(inputs.subList(start, end));
            for (int i = start; i < end; i++) {
                scored.add(new Scored(
                        films.get(i).file().pneumonia(), outputs.get(i - start).logit()));
            }
        }
        return List.copyOf(scored);
    }
}
