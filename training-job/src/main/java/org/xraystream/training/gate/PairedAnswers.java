package org.xraystream.training.gate;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.xraystream.training.metrics.PatientBootstrap;
import org.xraystream.training.metrics.Resampled;

/**
 * What both models say of a set of films, compared by draws of its patients that are the same for every figure.
 * Immutable and thread-safe.
 */
final class PairedAnswers {
    private final List<PairedAnswer> answers;
    private final PatientBootstrap bootstrap;

    PairedAnswers(List<PairedAnswer> answers, long seed, int rounds) {
        this.answers = answers;
        this.bootstrap = new PatientBootstrap(answers.stream().map(PairedAnswers::patient), seed, rounds);
    }

    List<PairedAnswer> all() {
        return answers;
    }

    List<Answer> of(Function<PairedAnswer, Answer> model) {
        return answers.stream().map(model).toList();
    }

    /** How many patients have films of this label. */
    long patients(boolean positive) {
        return patients(films -> films.positive() == positive);
    }

    long patients(Predicate<PairedAnswer> which) {
        return answers.stream()
                .filter(which)
                .map(PairedAnswers::patient)
                .distinct()
                .count();
    }

    Paired compare(Figure figure) {
        return compare(figure, any -> true);
    }

    /** The figure of some of the films. */
    Paired compare(Figure figure, Predicate<PairedAnswer> which) {
        List<PairedAnswer> chosen = answers.stream().filter(which).toList();
        int[] places = bootstrap.places(chosen, PairedAnswers::patient);
        Resampled champion = resampled(figure, chosen.stream().map(PairedAnswer::champion), places);
        Resampled candidate = resampled(figure, chosen.stream().map(PairedAnswer::candidate), places);
        return new Paired(figure, champion.value(), candidate.value(), candidate.minus(champion));
    }

    private Resampled resampled(Figure figure, Stream<Answer> of, int[] places) {
        return bootstrap.resample(figure.of(of.toList(), places));
    }

    private static String patient(PairedAnswer answer) {
        return answer.film().file().patient();
    }
}
