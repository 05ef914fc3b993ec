package org.xraystream.benchmarks.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The modalities and readers of a hospital, as the stack sees them: over HTTP. Thread-safe. */
final class Hospital {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WAIT_SECONDS = 20;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI ingest;
    private final URI readingRoom;

    /**
     * A hospital beside a stack.
     *
     * @param addresses as {@code up --json} writes them
     */
    Hospital(JsonNode addresses) {
        this.ingest = URI.create(addresses.path("ingest").asText());
        this.readingRoom = URI.create(addresses.path("readingRoom").asText());
    }

    /**
     * Sends a film.
     *
     * @return its id
     * @throws IOException if it was not accepted
     */
    String push(byte[] image, String mediaType, String patient, String source)
            throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(ingest.resolve("/v1/images"))
                .timeout(PATIENCE)
                .header("Content-Type", mediaType)
                .header("Xraystream-Patient", patient)
                .header("Xraystream-Source", source)
                .POST(BodyPublishers.ofByteArray(image))
                .build();
        return answer(post, 202).path("imageId").asText();
    }

    /**
     * What the reading-room says of a film as soon as there is a result, which it may keep from readers.
     *
     * @throws IOException if there is none in time
     */
    JsonNode result(String imageId) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(readingRoom.resolve("/v1/diagnoses/" + imageId))
                .timeout(PATIENCE)
                .header("Prefer", "wait=" + WAIT_SECONDS)
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> response = http.send(get, BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return json.readTree(response.body());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("The image " + imageId + " has no result: " + response.body());
            }
        }
    }

    /**
     * Gives a label.
     *
     * @param correction the body as the reading-room wants it
     * @throws IOException if it was not taken
     */
    void label(String imageId, Map<String, ?> correction) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(readingRoom.resolve("/v1/diagnoses/" + imageId + "/corrections"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(correction)))
                .build();
        answer(post, 202);
    }

    private JsonNode answer(HttpRequest request, int wanted) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != wanted) {
            throw new IOException(
                    request.uri().getPath() + " answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }
}
