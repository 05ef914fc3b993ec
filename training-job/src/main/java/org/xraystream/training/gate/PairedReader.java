package org.xraystream.training.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Classifier;
import org.xraystream.model.Reading;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.Prefetch;
import org.xraystream.training.robustness.Strength;
import org.xraystream.training.robustness.Variant;

/**
 * Has both models read the same films, each as it is deployed: with its own preprocessing, calibration, threshold and
 * population. Not thread-safe, as the classifiers are not.
 */
final class PairedReader {
    private static final int BATCH = 16;

    /** What is met now and then: mild changes tell too little, strong ones are at the edge of what is still read. */
    private static final List<Variant> VARIANTS = Variant.SUITE.stream()
            .filter(variant -> variant.strength() == Strength.MODERATE)
            .toList();

    private final Classifier champion;
    private final Classifier candidate;
    private final Runnable onFilm;

    PairedReader(Classifier champion, Classifier candidate, Runnable onFilm) {
        this.champion = champion;
        this.candidate = candidate;
        this.onFilm = onFilm;
    }

    private record Shot(Film film, UnaryOperator<GreyImage> change) {}

    private record PreparedShot(Film film, Classifier.Prepared champion, Classifier.Prepared candidate) {}

    /** The answers for the films as they are, in their order. */
    List<PairedAnswer> read(List<Film> films) {
        return readShots(films.stream()
                .map(film -> new Shot(film, UnaryOperator.identity()))
                .toList());
    }

    /** Answers for each film under some of the perturbations of moderate strength, all of them in turn. */
    List<PairedAnswer> readPerturbed(List<Film> films, int variantsPerFilm) {
        return readShots(IntStream.range(0, films.size() * variantsPerFilm)
                .mapToObj(i -> new Shot(films.get(i / variantsPerFilm), VARIANTS.get(i % VARIANTS.size())::apply))
                .toList());
    }

    private List<PairedAnswer> readShots(List<Shot> shots) {
        List<PairedAnswer> answers = new ArrayList<>(shots.size());
        Prefetch.<Shot, PreparedShot>inBatches(shots, BATCH, this::prepare, batch -> answers.addAll(answers(batch)));
        return answers;
    }

    private PreparedShot prepare(Shot shot) {
        GreyImage image = shot.change().apply(shot.film().image());
        return new PreparedShot(shot.film(), champion.prepare(image), candidate.prepare(image));
    }

    private List<PairedAnswer> answers(List<PreparedShot> batch) {
        List<Reading> incumbent =
                champion.read(batch.stream().map(PreparedShot::champion).toList());
        List<Reading> challenger =
                candidate.read(batch.stream().map(PreparedShot::candidate).toList());
        List<PairedAnswer> answers = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Film film = batch.get(i).film();
            boolean positive = film.file().pneumonia();
            answers.add(new PairedAnswer(
                    film,
                    Answer.of(positive, incumbent.get(i), champion.decision()),
                    Answer.of(positive, challenger.get(i), candidate.decision())));
            onFilm.run();
        }
        return answers;
    }
}
