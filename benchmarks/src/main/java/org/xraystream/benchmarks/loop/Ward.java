package org.xraystream.benchmarks.loop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.xraystream.benchmarks.UniqueImage;
import org.xraystream.imaging.DeidentifiedImage;
import org.xraystream.imaging.ImageFormat;
import org.xraystream.imaging.ImageHeader;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.training.data.Film;

/**
 * Sends films at a steady rate, again and again, and lets readers label each when it comes the first time: blind where
 * the reading-room asks for that, else in sight of the model's result. Thread-safe.
 */
final class Ward implements AutoCloseable {
    private static final int AT_ONCE = 16;
    private static final int SOURCES = 3;

    /**
     * What became of the films.
     *
     * @param sent films
     * @param labelled those that a reader labelled
     * @param blind of these, those read before any result was shown
     * @param findings results by finding, where they were shown
     * @param rejected results that are rejections
     * @param models results by the version of the model, where they were shown
     * @param failures why a film has no result or its label was not taken; none should be
     */
    record Count(
            int sent,
            int labelled,
            int blind,
            Map<String, Integer> findings,
            int rejected,
            Map<String, Integer> models,
            List<String> failures) {}

    private record Labelled(String imageId, boolean pneumonia, String reader) {}

    private final Hospital hospital;
    private final List<Film> films;
    private final List<ScriptedReader> readers;
    private final Random random;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService hands = Executors.newFixedThreadPool(AT_ONCE);

    private int sent;
    private int blind;
    private int rejected;
    private final List<Labelled> labelled = new ArrayList<>();
    private final Map<String, Integer> findings = new TreeMap<>();
    private final Map<String, Integer> models = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    Ward(Hospital hospital, List<Film> films, List<ScriptedReader> readers, long seed) {
        this.hospital = hospital;
        this.films = films;
        this.readers = readers;
        this.random = new Random(seed);
    }

    void open(double filmsPerSecond) {
        // until the end; what fails is counted
        Future<?> unused = clock.scheduleAtFixedRate(
                () -> hands.execute(this::treatNext), 0, (long) (1e6 / filmsPerSecond), TimeUnit.MICROSECONDS);
    }

    private void treatNext() {
        int turn;
        synchronized (this) {
            turn = sent++;
        }
        try {
            treat(turn, films.get(turn % films.size()));
        } catch (IOException | InvalidImageException | RuntimeException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void treat(int turn, Film film) throws IOException, InvalidImageException, InterruptedException {
        byte[] bytes = Files.readAllBytes(film.file().path());
        ImageFormat format = DeidentifiedImage.of(bytes, ImageHeader.DEFAULT_MAX_PIXELS)
                .header()
                .format();
        String imageId = hospital.push(
                UniqueImage.of(bytes, format, "film " + turn),
                format.mediaType(),
                film.file().patient(),
                "ward-" + turn % SOURCES);
        JsonNode result = hospital.result(imageId);
        count(result);
        if (turn < films.size() && !result.path("status").asText().equals("REJECTED")) {
            label(imageId, film.file().pneumonia(), result);
        }
    }

    private synchronized void count(JsonNode result) {
        if (result.path("status").asText().equals("REJECTED")) {
            rejected++;
        } else if (result.hasNonNull("finding")) {
            findings.merge(result.path("finding").asText(), 1, Integer::sum);
            models.merge(result.path("modelVersion").asText(), 1, Integer::sum);
        }
    }

    private void label(String imageId, boolean pneumonia, JsonNode result) throws IOException, InterruptedException {
        Optional<String> shown =
                Optional.of(result.path("finding")).filter(JsonNode::isTextual).map(JsonNode::asText);
        ScriptedReader reader;
        boolean answer;
        synchronized (this) {
            reader = readers.get(random.nextInt(readers.size()));
            answer = reader.read(pneumonia, shown, random);
        }
        hospital.label(imageId, correction(answer, reader.name(), shown.isPresent()));
        synchronized (this) {
            labelled.add(new Labelled(imageId, pneumonia, reader.name()));
            if (shown.isEmpty()) {
                blind++;
            }
        }
    }

    /**
     * A faulty import: each film so far is given the wrong label, by its own reader and as if read blind.
     *
     * @return how many
     */
    int mislabel() throws IOException, InterruptedException {
        List<Labelled> old;
        synchronized (this) {
            old = List.copyOf(labelled);
        }
        for (Labelled film : old) {
            hospital.label(film.imageId, correction(!film.pneumonia, film.reader, false));
        }
        return old.size();
    }

    private static Map<String, ?> correction(boolean pneumonia, String reader, boolean seen) {
        return Map.of("label", pneumonia ? "PNEUMONIA" : "NORMAL", "reader", reader, "modelResultSeen", seen);
    }

    private synchronized void fail(Exception e) {
        failures.add(String.valueOf(e.getMessage()));
    }

    synchronized Count count() {
        return new Count(
                sent,
                labelled.size(),
                blind,
                Map.copyOf(findings),
                rejected,
                Map.copyOf(models),
                List.copyOf(failures));
    }

    /** Sends no more, and waits for those that are on their way. */
    void awaitEnd() throws InterruptedException {
        clock.shutdown();
        hands.shutdown();
        if (!hands.awaitTermination(5, TimeUnit.MINUTES)) {
            fail(new IOException("Films are still on their way after five minutes."));
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        hands.shutdownNow();
    }
}
