package org.xraystream.launcher;

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
import java.util.List;
import org.xraystream.launcher.ImageFiles.ImageFile;

/**
 * Pushes an image as a modality would: sends again while the service is away or says 503, and then asks the
 * reading-room until the result is known. Thread-safe.
 */
final class ModalityClient {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int WAIT_SECONDS = 20;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI ingest;
    private final URI readingRoom;
    private final String source;
    private final Duration patience;

    /**
     * @param source as the results name the sender
     * @param patience how long one image may take, with all attempts
     */
    ModalityClient(URI ingest, URI readingRoom, String source, Duration patience) {
        this.ingest = ingest;
        this.readingRoom = readingRoom;
        this.source = source;
        this.patience = patience;
    }

    /** Pushes one file and waits for its result; never throws for what is wrong with the file or the services. */
    PushResult push(ImageFile file) throws InterruptedException {
        Attempt attempt = new Attempt(file.name());
        try {
            HttpRequest post = HttpRequest.newBuilder(ingest.resolve("/v1/images"))
                    .timeout(patience)
                    .header("Content-Type", file.mediaType())
                    .header("Xraystream-Source", source)
                    .POST(BodyPublishers.ofFile(file.path()))
                    .build();
            HttpResponse<String> accepted = attempt.send(post, 503);
            if (accepted.statusCode() != 202) {
                return attempt.failed(null, problem(accepted));
            }
            return await(json.readTree(accepted.body()).get("imageId").asText(), attempt);
        } catch (IOException e) {
            return attempt.failed(null, "no answer: " + e);
        }
    }

    private PushResult await(String imageId, Attempt attempt) throws InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(readingRoom.resolve("/v1/diagnoses/" + imageId))
                .timeout(Duration.ofSeconds(2 * WAIT_SECONDS))
                .header("Prefer", "wait=" + WAIT_SECONDS)
                .build();
        try {
            HttpResponse<String> known = attempt.send(get, 404, 503);
            return known.statusCode() == 200
                    ? attempt.done(imageId, json.readTree(known.body()))
                    : attempt.failed(imageId, problem(known));
        } catch (IOException e) {
            return attempt.failed(imageId, "accepted, but no result within " + patience.toSeconds() + " s: " + e);
        }
    }

    private String problem(HttpResponse<String> response) throws IOException {
        JsonNode body = json.readTree(response.body());
        return response.statusCode() + " " + body.path("detail").asText(response.body());
    }

    /** The way of one file, from the first byte to its result. */
    private final class Attempt {
        private final String file;
        private final long began = System.nanoTime();

        private Attempt(String file) {
            this.file = file;
        }

        /** Sends until the answer is none of those that mean "not now", or patience ends. */
        HttpResponse<String> send(HttpRequest request, Integer... notNow) throws IOException, InterruptedException {
            while (true) {
                boolean last = elapsed().plus(PAUSE).compareTo(patience) > 0;
                try {
                    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                    if (last || !List.of(notNow).contains(response.statusCode())) {
                        return response;
                    }
                } catch (IOException e) {
                    if (last) {
                        throw e;
                    }
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }

        PushResult done(String imageId, JsonNode result) {
            String status = result.path("status").asText();
            boolean diagnosed = "DIAGNOSED".equals(status);
            return new PushResult(
                    file,
                    imageId,
                    diagnosed ? result.path("finding").asText() : status,
                    "REJECTED".equals(status)
                            ? result.path("rejection").path("message").asText()
                            : result.path("reason").asText(null),
                    diagnosed ? Double.valueOf(result.path("probability").asDouble()) : null,
                    diagnosed ? result.path("modelVersion").asText() : null,
                    elapsed().toMillis());
        }

        PushResult failed(String imageId, String reason) {
            return PushResult.failed(file, imageId, reason, elapsed().toMillis());
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }
}
