package org.xraystream.training.fit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Balance;
import org.xraystream.training.experiment.Experiment;

/** Which films are in which batch, and what each weighs in the loss: by seed and step alone. Immutable. */
final class Draws {
    private final Balance balance;
    private final int batchSize;
    private final long seed;
    private final int[] all;
    private final Lot normal;
    private final Lot pneumonia;
    private final double[] weights;

    /**
     * Draws of these films.
     *
     * @param filmWeights how much each counts
     * @param films of both classes
     */
    Draws(Experiment experiment, FilmWeights filmWeights, List<Film> films) {
        this.balance = experiment.balance();
        this.batchSize = experiment.batchSize();
        this.seed = experiment.seed();
        this.all = IntStream.range(0, films.size()).toArray();
        this.weights = films.stream().mapToDouble(filmWeights::of).toArray();
        this.normal = lot(films, false);
        this.pneumonia = lot(films, true);
    }

    private Lot lot(List<Film> films, boolean positive) {
        return new Lot(
                IntStream.of(all)
                        .filter(i -> films.get(i).file().pneumonia() == positive)
                        .toArray(),
                weights);
    }

    /** A rest of films that fills no batch is left to another epoch. */
    int stepsPerEpoch() {
        return Math.max(1, all.length / batchSize);
    }

    /**
     * The films of a batch.
     *
     * @param step of the run, from 0
     * @return indices of films, one for each place
     */
    int[] films(int step) {
        return balance == Balance.SAMPLING ? drawn(step) : dealt(step);
    }

    /** What a film weighs in the loss: 1 in the mean over the films. Sampling has taken account of it already. */
    float weight(int film) {
        double weight = switch (balance) {
            case SAMPLING -> 1;
            case NONE -> weights[film] * all.length / (normal.total() + pneumonia.total());
            case CLASS_WEIGHTS -> weights[film] * all.length / (2 * lotOf(film).total());
        };
        return (float) weight;
    }

    private Lot lotOf(int film) {
        return normal.has(film) ? normal : pneumonia;
    }

    private int[] drawn(int step) {
        SplittableRandom random = Seeds.random(seed, step);
        return IntStream.range(0, batchSize)
                .map(place -> (place % 2 == 1 ? pneumonia : normal).draw(random))
                .toArray();
    }

    private int[] dealt(int step) {
        int[] order = shuffled(Seeds.random(seed, step / stepsPerEpoch()));
        int first = step % stepsPerEpoch() * batchSize;
        return IntStream.range(first, first + batchSize)
                .map(place -> order[place % order.length])
                .toArray();
    }

    private int[] shuffled(SplittableRandom random) {
        int[] order = all.clone();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int film = order[i];
            order[i] = order[other];
            order[other] = film;
        }
        return order;
    }
}
