package org.xraystream.training.fit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Balance;
import org.xraystream.training.experiment.Experiment;

/** Which films are in which batch, and what each weighs: by seed and step alone. Immutable. */
final class Draws {
    private final Balance balance;
    private final int batchSize;
    private final long seed;
    private final int[] all;
    private final int[] normal;
    private final int[] pneumonia;

    /**
     * Draws of these films.
     *
     * @param films of both classes
     */
    Draws(Experiment experiment, List<Film> films) {
        this.balance = experiment.balance();
        this.batchSize = experiment.batchSize();
        this.seed = experiment.seed();
        this.all = IntStream.range(0, films.size()).toArray();
        this.normal =
                IntStream.of(all).filter(i -> !films.get(i).file().pneumonia()).toArray();
        this.pneumonia =
                IntStream.of(all).filter(i -> films.get(i).file().pneumonia()).toArray();
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

    /** What a film of this class weighs in the loss: 1 in the mean over the films. */
    float weight(boolean positive) {
        return balance == Balance.CLASS_WEIGHTS ? all.length / (2f * (positive ? pneumonia.length : normal.length)) : 1;
    }

    private int[] drawn(int step) {
        SplittableRandom random = Seeds.random(seed, step);
        return IntStream.range(0, batchSize)
                .map(place -> {
                    int[] films = place % 2 == 1 ? pneumonia : normal;
                    return films[random.nextInt(films.length)];
                })
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
