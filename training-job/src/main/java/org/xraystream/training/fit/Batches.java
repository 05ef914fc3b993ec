package org.xraystream.training.fit;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Experiment;

/**
 * Makes batches of augmented films ahead of the training, on threads of its own, as many batches as these and one more.
 * What a place in a batch gets depends on the seed, the step and the place alone, not on threads. Not thread-safe;
 * stops its threads when it is closed.
 */
final class Batches implements AutoCloseable {
    /** The network takes the other half of the processors. */
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final Preprocessing preprocessing;
    private final List<Film> films;
    private final List<GreyImage> images;
    private final Draws draws;
    private final Augmenter augmenter;
    private final long seed;
    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    private final Queue<CompletableFuture<Batch>> ahead = new ArrayDeque<>();
    private int nextStep;

    /**
     * Starts to make the first batches.
     *
     * @param draws of these films
     * @param films of both classes; kept at the size of the input
     * @param firstStep of the run, from 0, that a batch is wanted for
     */
    Batches(Experiment experiment, Preprocessing preprocessing, Draws draws, List<Film> films, int firstStep) {
        this.preprocessing = preprocessing;
        this.films = films;
        this.images = films.parallelStream()
                .map(film -> preprocessing.resize(film.image()))
                .toList();
        this.draws = draws;
        this.augmenter = new Augmenter(experiment.augmentation());
        this.seed = experiment.seed();
        this.nextStep = firstStep;
        for (int i = 0; i <= THREADS; i++) {
            ahead.add(start());
        }
    }

    /**
     * Inputs, labels and weights.
     *
     * @param inputs float32 of shape (batch, 1, height, width), a buffer of its own
     * @param labels 1 is pneumonia
     * @param weights of each film in the loss
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from one thread to the next, never compared
    record Batch(float[] inputs, float[] labels, float[] weights) {}

    /** The batch of the next step. */
    Batch next() {
        ahead.add(start());
        return ahead.remove().join();
    }

    private CompletableFuture<Batch> start() {
        int step = nextStep++;
        return CompletableFuture.supplyAsync(() -> make(step), executor);
    }

    private Batch make(int step) {
        int[] drawn = draws.films(step);
        int size = preprocessing.width() * preprocessing.height();
        float[] inputs = new float[drawn.length * size];
        float[] labels = new float[drawn.length];
        float[] weights = new float[drawn.length];
        for (int place = 0; place < drawn.length; place++) {
            GreyImage film = augmenter.augmented(images.get(drawn[place]), Seeds.random(seed, step, place));
            System.arraycopy(preprocessing.normalise(film), 0, inputs, place * size, size);
            labels[place] = films.get(drawn[place]).file().pneumonia() ? 1 : 0;
            weights[place] = draws.weight(drawn[place]);
        }
        return new Batch(inputs, labels, weights);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
