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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A modality that sends each image once and does not send again. Thread-safe. */
final class UploadClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong turn = new AtomicLong();
    private final URI images;
    private final ImageSet set;

    UploadClient(int port, ImageSet set) {
        this.images = URI.create("http://127.0.0.1:" + port + "/v1/images");
        this.set = set;
    }

    /** Sends the next image, each of them new to the system; completes with its id, or fails if it is not accepted. */
    CompletableFuture<String> send() {
        long serial = turn.getAndIncrement();
        ImageSet.Image image = set.at(serial);
        HttpRequest post = HttpRequest.newBuilder(images)
                .header("Content-Type", image.mediaType())
                .header("Xraystream-Source", "bench")
                .POST(BodyPublishers.ofByteArray(
                        UniqueImage.of(image.bytes(), image.header().format(), "bench " + serial)))
                .build();
        return http.sendAsync(post, BodyHandlers.ofString()).thenApply(this::imageId);
    }

    private String imageId(HttpResponse<String> answer) {
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("An image was not accepted: " + answer.body());
        }
        try {
            return json.readTree(answer.body()).get("imageId").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
