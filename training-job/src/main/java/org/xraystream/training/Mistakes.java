package org.xraystream.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.comparison.Comparison;
import org.xraystream.training.comparison.FilmAnswer;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.pictures.Mistake;

/** Chooses the mistakes that are worth a look, at most {@value #PER_CLASS} of each class. */
final class Mistakes {
    private static final int PER_CLASS = 6;

    private final Map<String, GreyImage> films = new HashMap<>();

    /**
     * Mistakes among these films.
     *
     * @param data folder that the answers' file names are given from
     */
    Mistakes(Path data, List<Film> films) {
        films.forEach(film -> this.films.put(FilmAnswer.name(data, film), film.image()));
    }

    /** What a trained model is surest of and wrong about; its answers are of the same films in the same order. */
    static List<Mistake> worst(List<Film> films, List<Decided> answers, double threshold) {
        return ofBothClasses(IntStream.range(0, films.size())
                .filter(i -> answers.get(i).probability() >= threshold
                        != answers.get(i).positive())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> doubt(answers.get(i).positive(), answers.get(i).probability())))
                .map(i -> new Mistake(
                        films.get(i).file().path().getFileName().toString(),
                        answers.get(i).positive(),
                        said(answers.get(i).probability()),
                        films.get(i).image())));
    }

    /** What the best experiment is surest of and wrong about. */
    List<Mistake> ofBest(Comparison comparison) {
        return ofBothClasses(comparison.best().stream()
                .flatMap(best -> best.answers().stream())
                .filter(FilmAnswer::wrong)
                .sorted(Comparator.comparingDouble(film -> doubt(film.pneumonia(), film.probability())))
                .map(film -> mistake(film, said(film.probability()))));
    }

    /**
     * What more than half of the experiments that read it are wrong about; experiments that are the same count once.
     */
    List<Mistake> ofMost(Comparison comparison) {
        Map<String, List<FilmAnswer>> byFilm = new HashMap<>();
        comparison.results().stream()
                .flatMap(result -> result.folds().stream())
                .distinct()
                .flatMap(fold -> fold.films().stream())
                .forEach(film -> byFilm.computeIfAbsent(film.file(), name -> new ArrayList<>())
                        .add(film));
        return ofBothClasses(byFilm.values().stream()
                .filter(answers -> wrong(answers) > 0.5)
                .sorted(Comparator.comparingDouble(Mistakes::wrong)
                        .reversed()
                        .thenComparing(answers -> answers.get(0).file()))
                .map(answers -> mistake(
                        answers.get(0),
                        String.format(
                                Locale.ROOT,
                                "misread by %.0f of %d",
                                wrong(answers) * answers.size(),
                                answers.size()))));
    }

    private static double wrong(List<FilmAnswer> answers) {
        return answers.stream().filter(FilmAnswer::wrong).count() / (double) answers.size();
    }

    /** The probability of the label, as the network has it. */
    private static double doubt(boolean pneumonia, double probability) {
        return pneumonia ? probability : 1 - probability;
    }

    private static String said(double probability) {
        return String.format(Locale.ROOT, "probability of pneumonia %.3f", probability);
    }

    private Mistake mistake(FilmAnswer film, String said) {
        return new Mistake(film.file(), film.pneumonia(), said, films.get(film.file()));
    }

    /** The first of each class. */
    private static List<Mistake> ofBothClasses(Stream<Mistake> mistakes) {
        List<Mistake> all = mistakes.toList();
        return Stream.of(false, true)
                .flatMap(pneumonia -> all.stream()
                        .filter(mistake -> mistake.pneumonia() == pneumonia)
                        .limit(PER_CLASS))
                .toList();
    }
}
