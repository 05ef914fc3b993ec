package org.xraystream.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service whether it is ready, as an orchestrator would, until it is. */
final class ReadinessProbe {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();

    /** @throws IllegalStateException with what the service last said, if it does not become ready */
    void await(String name, String baseUrl) throws IOException, InterruptedException {
        HttpRequest ready =
                HttpRequest.newBuilder(URI.create(baseUrl + "/health/ready")).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = http.send(ready, BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " did not become ready: " + answer.body());
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }
}
