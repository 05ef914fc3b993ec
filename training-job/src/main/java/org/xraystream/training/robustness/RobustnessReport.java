package org.xraystream.training.robustness;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.xraystream.model.Decision;
import org.xraystream.training.metrics.Auroc;
import org.xraystream.training.metrics.Confusion;
import org.xraystream.training.metrics.Estimate;
import org.xraystream.training.metrics.Grouped;
import org.xraystream.training.metrics.Scored;

/**
 * The figures of a model under the suite of perturbations, decided at its threshold. A figure that a missing class
 * leaves undefined is null.
 *
 * @param films how many
 * @param patients how many
 * @param threshold calibrated probability from which a film is called pneumonia
 * @param plain the films as they are
 * @param meanAuroc mean of the areas under all variants, the plain films left out
 * @param meanAurocCi95 its 95 % interval: DeLong's of the mean, patients as clusters
 * @param pooledAuroc area over all films under all variants at once, where a film that was blurred must rank rightly
 *     beside one that was sharpened: under one variant all films are changed alike, and a score that follows the
 *     acquisition keeps its order
 * @param pooledAurocCi95 its 95 % interval, patients as clusters
 * @param drop by how much the mean lies below the area of the plain films
 * @param meanSensitivity over all variants
 * @param meanSpecificity over all variants
 * @param lowestSpecificity the lowest under a perturbation of moderate strength
 * @param lowestSpecificityUnder which one that is
 * @param variants the figures under each
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RobustnessReport(
        int films,
        long patients,
        double threshold,
        Rates plain,
        Double meanAuroc,
        List<Double> meanAurocCi95,
        Double pooledAuroc,
        List<Double> pooledAurocCi95,
        Double drop,
        Double meanSensitivity,
        Double meanSpecificity,
        Double lowestSpecificity,
        String lowestSpecificityUnder,
        List<Row> variants) {
    /**
     * Figures of one pass over the films.
     *
     * @param auroc area under the receiver operating characteristic
     * @param sensitivity share of pneumonias called pneumonia
     * @param specificity share of normals called normal
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Rates(Double auroc, Double sensitivity, Double specificity) {
        private static Rates of(List<Scored> probabilities, Decision decision) {
            Confusion confusion =
                    Confusion.of(probabilities, Scored::positive, film -> decision.forcedPositive(film.score()));
            return new Rates(
                    defined(Auroc.of(probabilities).value()),
                    defined(confusion.sensitivity().value()),
                    defined(confusion.specificity().value()));
        }
    }

    /**
     * Figures under one variant.
     *
     * @param perturbation which
     * @param strength which
     * @param amount in the unit of the perturbation
     * @param rates the figures
     */
    public record Row(Perturbation perturbation, Strength strength, double amount, Rates rates) {
        private static Row of(Variant variant, List<Scored> probabilities, Decision decision) {
            return new Row(
                    variant.perturbation(),
                    variant.strength(),
                    variant.perturbation().amount(variant.strength()),
                    Rates.of(probabilities, decision));
        }
    }

    /** The figures of these probabilities under this rule. */
    public static RobustnessReport of(SuiteScores probabilities, Decision decision) {
        Rates plain = Rates.of(probabilities.plain(), decision);
        List<Row> rows = probabilities.perturbed().entrySet().stream()
                .map(entry -> Row.of(entry.getKey(), entry.getValue(), decision))
                .toList();
        Estimate mean = Auroc.mean(List.copyOf(probabilities.perturbed().values()), probabilities.patients());
        Estimate pooled = pooled(probabilities);
        Row lowest = rows.stream()
                .filter(row ->
                        row.strength() == Strength.MODERATE && row.rates().specificity() != null)
                .min(Comparator.comparing(row -> row.rates().specificity()))
                .orElse(null);
        return new RobustnessReport(
                probabilities.patients().size(),
                probabilities.patients().stream().distinct().count(),
                decision.threshold(),
                plain,
                defined(mean.value()),
                plain.auroc() == null ? null : mean.interval(),
                defined(pooled.value()),
                plain.auroc() == null ? null : pooled.interval(),
                plain.auroc() == null ? null : plain.auroc() - mean.value(),
                mean(rows, Rates::sensitivity),
                mean(rows, Rates::specificity),
                lowest == null ? null : lowest.rates().specificity(),
                lowest == null ? null : new Variant(lowest.perturbation(), lowest.strength()).toString(),
                rows);
    }

    private static Estimate pooled(SuiteScores probabilities) {
        List<Grouped> all = probabilities.grouped();
        return Auroc.mean(
                List.of(all.stream().map(Grouped::scored).toList()),
                all.stream().map(Grouped::patient).toList());
    }

    private static Double mean(List<Row> rows, Function<Rates, Double> figure) {
        List<Double> figures = rows.stream()
                .map(row -> figure.apply(row.rates()))
                .filter(Objects::nonNull)
                .toList();
        return defined(
                figures.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN));
    }

    private static Double defined(double figure) {
        return Double.isNaN(figure) ? null : figure;
    }
}
