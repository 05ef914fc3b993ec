package org.xraystream.training.robustness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Calibration;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Grouped;
import org.xraystream.training.metrics.Scored;

/**
 * What a model says of the same films as they are and under every variant of the suite; every list is in the order of
 * the films.
 *
 * @param patients whose films they are
 * @param plain of the films as they are
 * @param perturbed by variant, in the order of the suite
 */
public record SuiteScores(List<String> patients, List<Scored> plain, Map<Variant, List<Scored>> perturbed) {
    /** How many passes over the films {@link #of} makes. */
    public static final int PASSES = 1 + Variant.SUITE.size();

    /**
     * The scores of films.
     *
     * @param pass scores of all the films, each changed in this way, in their order
     * @param onPass told after every pass
     */
    public static SuiteScores of(
            List<Film> films, Function<UnaryOperator<GreyImage>, List<Scored>> pass, Runnable onPass) {
        List<Scored> plain = pass.apply(UnaryOperator.identity());
        onPass.run();
        Map<Variant, List<Scored>> perturbed = new LinkedHashMap<>();
        for (Variant variant : Variant.SUITE) {
            perturbed.put(variant, pass.apply(variant::apply));
            onPass.run();
        }
        return new SuiteScores(films.stream().map(film -> film.file().patient()).toList(), plain, perturbed);
    }

    /** The logits of films. */
    public static SuiteScores logits(Network network, Preprocessing preprocessing, List<Film> films, Runnable onPass) {
        return of(films, change -> Scoring.logits(network, preprocessing, films, change), onPass);
    }

    /** Probabilities of logits. */
    public SuiteScores calibrated(Calibration calibration) {
        Map<Variant, List<Scored>> probabilities = new LinkedHashMap<>();
        perturbed.forEach((variant, logits) -> probabilities.put(variant, calibrated(logits, calibration)));
        return new SuiteScores(patients, calibrated(plain, calibration), probabilities);
    }

    private static List<Scored> calibrated(List<Scored> logits, Calibration calibration) {
        return logits.stream()
                .map(scored -> new Scored(scored.positive(), calibration.probability(scored.score())))
                .toList();
    }

    /** Each pass over the films, the plain one first. */
    public List<List<Scored>> passes() {
        return Stream.concat(Stream.of(plain), perturbed.values().stream()).toList();
    }

    /** All scores, of the films as they are and under every variant. */
    public List<Scored> all() {
        return passes().stream().flatMap(List::stream).toList();
    }

    /** All scores, with the patients. */
    public List<Grouped> grouped() {
        return passes().stream()
                .flatMap(pass -> IntStream.range(0, pass.size())
                        .mapToObj(i -> new Grouped(
                                patients.get(i),
                                pass.get(i).positive(),
                                pass.get(i).score())))
                .toList();
    }
}
