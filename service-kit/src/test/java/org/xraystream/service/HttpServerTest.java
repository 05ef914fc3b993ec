package org.xraystream.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpServerTest {
    private final AtomicBoolean brokerAway = new AtomicBoolean();
    private final Liveness liveness = new Liveness();
    private final AtomicBoolean updateFailed = new AtomicBoolean();
    private PrometheusMeterRegistry metrics;
    private HttpServer server;

    @BeforeEach
    void start() {
        metrics = Metrics.forService("test");
        Dependency broker = Dependency.of("kafka", () -> {
            if (brokerAway.get()) {
                throw new IOException("connection refused");
            }
        });
        server = HttpServer.start(
                new HttpSettings("127.0.0.1", 0),
                List.of(broker, Dependency.of("database", () -> {}), new Updates()),
                liveness,
                metrics,
                config -> {
                    config.routes.get("/teapot", context -> {
                        throw new ProblemException(Problem.of(418, "teapot", "A teapot", "Short and stout."));
                    });
                    config.routes.get("/defect", context -> {
                        throw new IllegalStateException("secret detail");
                    });
                });
    }

    /** Something that the service can do without. */
    private final class Updates implements Dependency {
        @Override
        public String name() {
            return "updates";
        }

        @Override
        public boolean isRequired() {
            return false;
        }

        @Override
        public void check() {
            if (updateFailed.get()) {
                throw new IllegalStateException("no update");
            }
        }
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void readinessNamesTheDependencyThatIsAwayAndLivenessStays() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        brokerAway.set(true);

        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        JsonNode dependencies = HttpServer.json().readTree(ready.body()).get("dependencies");
        assertThat(dependencies.get("kafka").asText()).isEqualTo("down: connection refused");
        assertThat(dependencies.get("database").asText()).isEqualTo("up");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void livenessEndsWithTheService() throws Exception {
        liveness.fail(new IllegalStateException("out of memory"));

        assertThat(get("/health/live").statusCode()).isEqualTo(503);
    }

    @Test
    void whatTheServiceCanDoWithoutIsToldAndLeavesItReady() throws Exception {
        updateFailed.set(true);

        HttpResponse<String> ready = get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        JsonNode dependencies = HttpServer.json().readTree(ready.body()).get("dependencies");
        assertThat(dependencies.get("updates").asText()).isEqualTo("degraded: no update");
    }

    @Test
    void theMetricsSayWhatIsReady() throws Exception {
        assertThat(get("/metrics").body())
                .contains("service_ready{service=\"test\"} 1.0")
                .contains("service_dependency_up{dependency=\"kafka\",service=\"test\"} 1.0");

        brokerAway.set(true);

        assertThat(get("/metrics").body())
                .contains("service_ready{service=\"test\"} 0.0")
                .contains("service_dependency_up{dependency=\"kafka\",service=\"test\"} 0.0")
                .contains("service_dependency_up{dependency=\"database\",service=\"test\"} 1.0");
    }

    @Test
    void metricsCarryTheServiceName() throws Exception {
        assertThat(get("/metrics").body()).contains("jvm_memory_used_bytes").contains("service=\"test\"");
    }

    @Test
    void everyErrorIsAProblemDocumentAndDefectsTellNothing() throws Exception {
        assertProblem(get("/teapot"), 418, "Short and stout.");
        assertProblem(get("/nowhere"), 404, "");
        HttpResponse<String> defect = get("/defect");
        assertProblem(defect, 500, "it is logged");
        assertThat(defect.body()).doesNotContain("secret detail");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(Problem.MEDIA_TYPE));
        JsonNode problem = HttpServer.json().readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).contains(detail);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
