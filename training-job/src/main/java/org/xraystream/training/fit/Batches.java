package org.xraystream.training.fit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Preprocessing;

/**
 * Makes batches of augmented films, half of each class, the next one while the current one is trained on. Which film
 * and which augmentation a place in a batch gets depends on the seed and the place alone, not on threads.
 */
final class Batches {
    private final Preprocessing preprocessing;
    private final List<GreyImage> normal;
    private final List<GreyImage> pneumonia;
    private final int batchSize;
    private final long seed;
    private final ExecutorService executor;
    private CompletableFuture<Batch> next;
    private long number;

    /**
     * Starts to make the first batch.
     *
     * @param normal films of the input size
     * @param pneumonia films of the input size
     */
    Batches(
            Preprocessing preprocessing,
            List<GreyImage> normal,
            List<GreyImage> pneumonia,
            int batchSize,
            long seed,
            ExecutorService executor) {
        this.preprocessing = preprocessing;
        this.normal = normal;
        this.pneumonia = pneumonia;
        this.batchSize = batchSize;
        this.seed = seed;
        this.executor = executor;
        this.next = start();
    }

    /**
     * Inputs and labels.
     *
     * @param inputs float32 of shape (batch, 1, height, width), a buffer of its own
     * @param labels 1 is pneumonia
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from one thread to the next, never compared
    record Batch(float[] inputs, float[] labels) {}

    Batch next() {
        Batch batch = next.join();
        next = start();
        return batch;
    }

    private CompletableFuture<Batch> start() {
        long batchNumber = number++;
        return CompletableFuture.supplyAsync(() -> make(batchNumber), executor);
    }

    private Batch make(long batchNumber) {
        int size = preprocessing.width() * preprocessing.height();
        float[] inputs = new float[batchSize * size];
        float[] labels = new float[batchSize];
        IntStream.range(0, batchSize).forEach(place -> {
            boolean positive = place % 2 == 1;
            SplittableRandom random = new SplittableRandom((seed * 31 + batchNumber) * batchSize + place);
            List<GreyImage> films = positive ? pneumonia : normal;
            GreyImage film = films.get(random.nextInt(films.size()));
            float[] values = preprocessing.normalise(Augmentation.augmented(film, random));
            System.arraycopy(values, 0, inputs, place * size, size);
            labels[place] = positive ? 1 : 0;
        });
        return new Batch(inputs, labels);
    }
}
