package org.xraystream.training.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.xraystream.model.Decision;
import org.xraystream.model.Finding;

/**
 * The figures of a model on labelled films. All rates but the last two are over all films, decided at the threshold, so
 * that abstaining cannot flatter them. A figure that a missing class leaves undefined is null.
 *
 * @param n films
 * @param positives films with pneumonia
 * @param auroc area under the receiver operating characteristic
 * @param accuracy share of films decided right
 * @param sensitivity share of pneumonias called pneumonia
 * @param specificity share of normals called normal
 * @param ci95 95 % intervals by the name of the figure: DeLong for auroc, Wilson for the others
 * @param threshold calibrated probability from which a film is called pneumonia
 * @param ece expected calibration error of the probability of pneumonia over {@value Reliability#BINS} bins of equal
 *     width
 * @param nll mean negative log likelihood, in nats
 * @param brier mean squared error of the probability
 * @param confusion counts
 * @param coverage share of films that the model decided, not leaving them to a human
 * @param selective rates over those films
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Evaluation(
        int n,
        long positives,
        Double auroc,
        Double accuracy,
        Double sensitivity,
        Double specificity,
        Map<String, List<Double>> ci95,
        double threshold,
        Double ece,
        Double nll,
        Double brier,
        Confusion confusion,
        Double coverage,
        Selective selective) {
    private static final double SMALLEST_PROBABILITY = 1e-9;

    /**
     * Rates over the films that the model decided.
     *
     * @param n films
     * @param accuracy share of films decided right
     * @param sensitivity share of pneumonias called pneumonia
     * @param specificity share of normals called normal
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Selective(int n, Double accuracy, Double sensitivity, Double specificity) {}

    /** The figures of these answers under this rule. */
    public static Evaluation of(List<Decided> films, Decision decision) {
        Map<String, Estimate> rates = rates(films, decision);
        Map<String, List<Double>> intervals = new LinkedHashMap<>();
        rates.forEach((name, rate) -> {
            if (defined(rate.value()) != null) {
                intervals.put(name, rate.interval());
            }
        });
        List<Decided> decided = films.stream()
                .filter(film -> film.finding() == Finding.NORMAL || film.finding() == Finding.PNEUMONIA)
                .toList();
        return new Evaluation(
                films.size(),
                films.stream().filter(Decided::positive).count(),
                defined(rates.get("auroc").value()),
                defined(rates.get("accuracy").value()),
                defined(rates.get("sensitivity").value()),
                defined(rates.get("specificity").value()),
                intervals,
                decision.threshold(),
                defined(Reliability.of(films).error()),
                defined(mean(films, Evaluation::negativeLogLikelihood)),
                defined(mean(films, film -> Math.pow(film.probability() - (film.positive() ? 1 : 0), 2))),
                confusion(films, decision),
                defined((double) decided.size() / films.size()),
                selective(decided));
    }

    private static Map<String, Estimate> rates(List<Decided> films, Decision decision) {
        Confusion confusion = confusion(films, decision);
        Map<String, Estimate> rates = new LinkedHashMap<>();
        rates.put("auroc", Auroc.of(films.stream().map(Decided::scored).toList()));
        rates.put("accuracy", confusion.accuracy());
        rates.put("sensitivity", confusion.sensitivity());
        rates.put("specificity", confusion.specificity());
        return rates;
    }

    private static Confusion confusion(List<Decided> films, Decision decision) {
        return Confusion.of(films, Decided::positive, film -> decision.forcedPositive(film.probability()));
    }

    private static Selective selective(List<Decided> decided) {
        Confusion confusion = Confusion.of(decided, Decided::positive, film -> film.finding() == Finding.PNEUMONIA);
        return new Selective(
                decided.size(),
                defined(confusion.accuracy().value()),
                defined(confusion.sensitivity().value()),
                defined(confusion.specificity().value()));
    }

    /** How much the label surprises the model, in nats; a probability of 0 counts as {@value #SMALLEST_PROBABILITY}. */
    public static double negativeLogLikelihood(Decided film) {
        double probability = film.positive() ? film.probability() : 1 - film.probability();
        return -Math.log(Math.max(SMALLEST_PROBABILITY, probability));
    }

    private static double mean(List<Decided> films, ToDoubleFunction<Decided> figure) {
        return films.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    private static Double defined(double figure) {
        return Double.isNaN(figure) ? null : figure;
    }
}
