package org.xraystream.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Modalities that send images at a steady rate, each a new one to the system, and as a modality does send one again
 * that was not accepted because a service is away. Thread-safe.
 */
final class PacedUploads implements AutoCloseable {
    private static final int MODALITIES = 16;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService modalities = Executors.newFixedThreadPool(MODALITIES);
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<Void>> uploads = new ArrayList<>();
    private final URI ingest;

    private PacedUploads(URI ingest) {
        this.ingest = ingest;
    }

    /**
     * Begins to send.
     *
     * @param rate images per second
     */
    static PacedUploads start(URI ingest, ImageSet images, int count, double rate) {
        PacedUploads uploads = new PacedUploads(ingest.resolve("/v1/images"));
        // images of an earlier run on the same stack are others
        String run = Long.toHexString(System.currentTimeMillis());
        for (int i = 0; i < count; i++) {
            ImageSet.Image image = images.at(i);
            String remark = "drill " + run + " " + i;
            Executor due = CompletableFuture.delayedExecutor(
                    (long) (i / rate * 1e9), TimeUnit.NANOSECONDS, uploads.modalities);
            uploads.uploads.add(CompletableFuture.runAsync(() -> uploads.upload(image, remark), due));
        }
        return uploads;
    }

    private void upload(ImageSet.Image image, String remark) {
        HttpRequest post = HttpRequest.newBuilder(ingest)
                .timeout(ANSWER)
                .header("Content-Type", image.mediaType())
                .header("Xraystream-Source", "drill")
                .POST(BodyPublishers.ofByteArray(
                        UniqueImage.of(image.bytes(), image.header().format(), remark)))
                .build();
        try {
            HttpResponse<String> answer = send(post);
            if (answer.statusCode() != 202) {
                throw new IllegalStateException("An image was not accepted: " + answer.body());
            }
            accepted.add(json.readTree(answer.body()).get("imageId").asText());
        } catch (IOException e) {
            throw new UncheckedIOException("An image got no answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Stopped before all images were sent.", e);
        }
    }

    /** Sends until the answer is not "not now", or patience ends. */
    private HttpResponse<String> send(HttpRequest post) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (true) {
            boolean isLast = System.nanoTime() - began > PATIENCE.toNanos();
            try {
                HttpResponse<String> answer = http.send(post, BodyHandlers.ofString());
                if (isLast || answer.statusCode() != 503) {
                    return answer;
                }
            } catch (IOException e) {
                if (isLast) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Ids of the images that were accepted so far; an id for each acceptance. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** Waits until all are accepted; fails as the first that is not. */
    void awaitAll() {
        CompletableFuture.allOf(uploads.toArray(CompletableFuture[]::new)).join();
    }

    @Override
    public void close() {
        modalities.shutdownNow();
    }
}
