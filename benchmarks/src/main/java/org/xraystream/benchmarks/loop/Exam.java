package org.xraystream.benchmarks.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.xraystream.model.Classifier;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Reading;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Auroc;
import org.xraystream.training.metrics.Estimate;
import org.xraystream.training.metrics.PatientBootstrap;
import org.xraystream.training.metrics.RankedScores;
import org.xraystream.training.metrics.Resampled;
import org.xraystream.training.metrics.Scored;

/** Films of patients of whom no model ever had one; not thread-safe. */
final class Exam {
    private static final int BATCH = 16;
    private static final int ROUNDS = 2_000;
    private static final long SEED = 1;

    private final List<Film> films;
    private final Predicate<Film> lacking;

    /** @param lacking films of the subgroup that the first model lacks */
    Exam(List<Film> films, Predicate<Film> lacking) {
        this.films = films;
        this.lacking = lacking;
    }

    /**
     * How a model did.
     *
     * @param probabilities calibrated, of pneumonia, in the order of the films
     * @param all area under the receiver operating characteristic over all films
     * @param subgroup the same over the normal films and the pneumonias that the first model lacks
     */
    record Result(List<Double> probabilities, Estimate all, Estimate subgroup) {}

    List<Film> films() {
        return films;
    }

    Result take(ModelPackage model) throws ModelPackageException {
        List<Double> probabilities = new ArrayList<>(films.size());
        try (Classifier classifier = Classifier.load(model)) {
            for (int start = 0; start < films.size(); start += BATCH) {
                List<Film> batch = films.subList(start, Math.min(films.size(), start + BATCH));
                classifier.classify(batch.stream().map(Film::image).toList()).stream()
                        .map(Reading::probability)
                        .forEach(probabilities::add);
            }
        }
        return new Result(List.copyOf(probabilities), auroc(probabilities, false), auroc(probabilities, true));
    }

    /**
     * How much better the second is: the difference of the areas of the same films, with an interval over patients.
     *
     * @param subgroup over all films, or over the normal ones and the pneumonias that the first model lacks
     */
    Estimate gain(Result first, Result second, boolean subgroup) {
        int[] chosen = chosen(subgroup);
        PatientBootstrap patients = new PatientBootstrap(
                IntStream.of(chosen).mapToObj(i -> films.get(i).file().patient()), SEED, ROUNDS);
        return area(second, chosen, patients)
                .minus(area(first, chosen, patients))
                .estimate();
    }

    private Resampled area(Result result, int[] chosen, PatientBootstrap patients) {
        List<Film> some = IntStream.of(chosen).mapToObj(films::get).toList();
        RankedScores ranked = new RankedScores(
                scored(result.probabilities, chosen),
                patients.places(some, film -> film.file().patient()));
        return patients.resample(ranked::area);
    }

    private Estimate auroc(List<Double> probabilities, boolean subgroup) {
        int[] chosen = chosen(subgroup);
        List<String> patients = IntStream.of(chosen)
                .mapToObj(i -> films.get(i).file().patient())
                .toList();
        return Auroc.mean(List.of(scored(probabilities, chosen)), patients);
    }

    private int[] chosen(boolean subgroup) {
        return IntStream.range(0, films.size())
                .filter(i -> !subgroup || !films.get(i).file().pneumonia() || lacking.test(films.get(i)))
                .toArray();
    }

    private List<Scored> scored(List<Double> probabilities, int[] chosen) {
        return IntStream.of(chosen)
                .mapToObj(i -> new Scored(films.get(i).file().pneumonia(), probabilities.get(i)))
                .toList();
    }
}
