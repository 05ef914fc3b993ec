package org.xraystream.training.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.xraystream.training.fit.Epoch;

/** Results of experiments that were never run: logits drawn about each label, as far apart as asked for. */
public final class GeneratedResults {
    private static final int FOLDS = 3;
    private static final int PATIENTS = 60;

    private GeneratedResults() {}

    /**
     * A result.
     *
     * @param separation of the classes, in standard deviations
     * @param drop how much of it perturbation takes
     */
    public static ExperimentResult of(String name, String group, double separation, double drop) {
        Random random = new Random(name.hashCode());
        List<FoldResult> folds = IntStream.range(0, FOLDS)
                .mapToObj(fold -> fold(fold, separation, drop, random))
                .toList();
        return new ExperimentResult(name, group, "The title of " + name, "name = " + name, 8, folds, null);
    }

    private static FoldResult fold(int fold, double separation, double drop, Random random) {
        // what makes a patient hard to read is the same for every experiment
        Random patients = new Random(fold);
        List<FilmAnswer> films = new ArrayList<>();
        for (int i = 0; i < PATIENTS; i++) {
            boolean pneumonia = i % 4 != 0;
            double ease = patients.nextGaussian();
            for (int film = 0; film < 1 + i % 2; film++) {
                double noise = 0.8 * ease + 0.6 * random.nextGaussian();
                double sign = pneumonia ? 1 : -1;
                films.add(new FilmAnswer(
                        "train/%s/person%d-%d_%d.png".formatted(pneumonia ? "PNEUMONIA" : "NORMAL", fold, i, film),
                        "person" + fold + "-" + i,
                        pneumonia,
                        sign * separation + noise,
                        List.of(
                                sign * (separation - drop) + noise,
                                sign * (separation - drop) + noise + 0.3 * random.nextGaussian())));
            }
        }
        List<Epoch> epochs = IntStream.rangeClosed(1, 4 + fold)
                .mapToObj(epoch -> new Epoch(
                        epoch,
                        1,
                        0.2 + Math.exp(-epoch * separation / 2),
                        1 - 0.4 * Math.exp(-epoch * separation / 2),
                        0.3 + Math.exp(-epoch * separation / 2),
                        true))
                .toList();
        return new FoldResult(
                "key",
                fold,
                6,
                epochs,
                (long) (1e5 * separation),
                300 / separation,
                20 * separation,
                List.of("blur", "noise"),
                films);
    }
}
