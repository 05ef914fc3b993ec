package org.xraystream.training.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.xraystream.model.Decision;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.metrics.Estimate;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.metrics.Resampled;

/**
 * The figures of an experiment over its finished folds, each film judged by a network that was not trained on its
 * patient.
 *
 * @param name of the experiment
 * @param auroc mean of the areas within the folds, with an interval over patients
 * @param aurocDeviation standard deviation of the areas over the folds; not a number of a single fold
 * @param perturbedAuroc the same as auroc, as a mean over the perturbations
 * @param plain all films together, decided at a probability of a half
 * @param parameters of the network
 * @param imagesPerSecond films trained on per second, mean over the folds
 * @param seconds of training and scoring, all folds together
 * @param epochs trained, mean over the folds
 * @param plannedEpochs the fewest that the time budget left to a fold
 */
public record ExperimentFigures(
        String name,
        Estimate auroc,
        double aurocDeviation,
        Estimate perturbedAuroc,
        Evaluation plain,
        long parameters,
        double imagesPerSecond,
        double seconds,
        double epochs,
        int plannedEpochs) {
    static ExperimentFigures of(ExperimentResult result, FoldAreas areas) {
        List<FoldResult> folds = result.folds();
        return new ExperimentFigures(
                result.name(),
                plainAreas(folds, areas).estimate(),
                deviation(folds.stream()
                        .mapToDouble(fold -> plainAreas(List.of(fold), areas).value())
                        .toArray()),
                perturbedAreas(folds, areas).estimate(),
                Evaluation.of(decided(result.answers()), Decision.evenOdds()),
                folds.get(0).parameters(),
                mean(folds, FoldResult::imagesPerSecond),
                folds.stream().mapToDouble(FoldResult::seconds).sum(),
                mean(folds, fold -> fold.epochs().size()),
                folds.stream().mapToInt(FoldResult::plannedEpochs).min().orElseThrow());
    }

    static Resampled plainAreas(List<FoldResult> folds, FoldAreas areas) {
        return areas.of(folds, FilmAnswer::plain);
    }

    /** The mean over the perturbations; of plain films if there are none. */
    static Resampled perturbedAreas(List<FoldResult> folds, FoldAreas areas) {
        int perturbations = folds.get(0).perturbations().size();
        if (perturbations == 0) {
            return plainAreas(folds, areas);
        }
        return Resampled.mean(IntStream.range(0, perturbations)
                .mapToObj(i -> areas.of(folds, film -> film.under(i)))
                .toList());
    }

    /** The answers as decisions at a half. */
    public static List<Decided> decided(List<FilmAnswer> answers) {
        return answers.stream()
                .map(film -> new Decided(
                        film.pneumonia(),
                        film.probability(),
                        Decision.evenOdds().finding(film.probability())))
                .toList();
    }

    private static double mean(List<FoldResult> folds, ToDoubleFunction<FoldResult> figure) {
        return folds.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares =
                Arrays.stream(values).map(value -> Math.pow(value - mean, 2)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
