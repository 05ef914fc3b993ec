package org.xraystream.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.pictures.Mistake;

/** The films that a model is most sure of and wrong about. */
final class Mistakes {
    private static final int PER_CLASS = 6;

    private Mistakes() {}

    /**
     * At most {@value #PER_CLASS} films of each class on the wrong side of the threshold, the farthest from it first.
     *
     * @param answers of the films, in the same order
     */
    static List<Mistake> worst(List<Film> films, List<Decided> answers, double threshold) {
        List<Mistake> worst = new ArrayList<>();
        for (boolean pneumonia : new boolean[] {false, true}) {
            IntStream.range(0, films.size())
                    .filter(i -> answers.get(i).positive() == pneumonia)
                    .filter(i -> answers.get(i).probability() >= threshold != pneumonia)
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                            i -> (pneumonia ? 1 : -1) * answers.get(i).probability()))
                    .limit(PER_CLASS)
                    .map(i -> mistake(films.get(i), answers.get(i)))
                    .forEach(worst::add);
        }
        return List.copyOf(worst);
    }

    private static Mistake mistake(Film film, Decided answer) {
        LabelledFile file = film.file();
        return new Mistake(
                file.path().getFileName().toString(),
                file.pneumonia(),
                String.format(Locale.ROOT, "probability of pneumonia %.3f", answer.probability()),
                film.image());
    }
}
