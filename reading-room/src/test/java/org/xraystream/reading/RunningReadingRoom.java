package org.xraystream.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ObjectReference;
import org.xraystream.schemas.Topics;
import org.xraystream.service.Dependency;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.HttpServer;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Pseudonyms;
import org.xraystream.service.Settings;
import org.xraystream.service.Shutdown;
import org.xraystream.sink.ResultsTables;
import org.xraystream.sink.SampleEvents;
import org.xraystream.sink.TestDatabase;

/** The service on a real database and object store, its tables filled by their real writer; Kafka is its own mock. */
final class RunningReadingRoom implements AutoCloseable {
    private static final String BUCKET = "xray-images";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Shutdown shutdown = new Shutdown();
    private final TestDatabase database;
    private final ResultsTables tables;
    private final ObjectStore store;
    private final MockProducer<String, LabelCorrected> producer;
    private final AuditSample sample;
    private final int port;

    RunningReadingRoom(Path folder) throws ObjectStoreException {
        database = shutdown.add(TestDatabase.startWithObjectStore(folder));
        tables = ResultsTables.migrate(database.dataSource());
        Map<String, String> own = new HashMap<>(database.settings());
        own.put("pseudonyms.key", "a key of the tests only");
        own.put("reading-room.http.port", "0");
        own.put("reading-room.audit-percent", "20");
        Settings settings = Settings.load(Optional.empty(), Map.of()).with(own);
        store = shutdown.add(ObjectStore.connect(ObjectStoreSettings.from(settings)));
        store.ensureBucket(BUCKET);
        producer = new MockProducer<>(
                true,
                null,
                Topics.CORRECTIONS.keySerde().serializer(),
                Topics.CORRECTIONS
                        .valueSerde(Map.of("schema.registry.url", "mock://reading-room"))
                        .serializer());
        sample = AuditSample.from(settings, Pseudonyms.from(settings));
        port = ReadingRoom.open(
                        settings,
                        shutdown,
                        Dependency.of("kafka", () -> {}),
                        new EventPublisher<>(Topics.CORRECTIONS, producer))
                .port();
    }

    MockProducer<String, LabelCorrected> producer() {
        return producer;
    }

    void clear() throws SQLException {
        database.clear();
        producer.clear();
        producer.sendException = null;
    }

    void store(SpecificRecord... events) throws SQLException {
        tables.store(SampleEvents.published(List.of(events)));
    }

    void storeShadow(DiagnosisMade diagnosis) throws SQLException {
        tables.store(List.of(SampleEvents.shadow(diagnosis)));
    }

    /** Image ids that the audit sample draws, or that it does not draw. */
    List<String> ids(boolean drawn, int count) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "film-" + i)
                .filter(id -> sample.draws(id) == drawn)
                .limit(count)
                .toList();
    }

    AuditSample sample() {
        return sample;
    }

    ObjectReference put(String key, byte[] bytes) throws ObjectStoreException {
        return store.put(BUCKET, key, bytes, "image/png");
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpClient client() {
        return client;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(path, headers).build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> getLater(String path, String... headers) {
        return client.sendAsync(request(path, headers).build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> getBytes(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(path, headers).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path, String mediaType, String body) throws IOException, InterruptedException {
        HttpRequest request = request(path, "Content-Type", mediaType)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> correct(String imageId, String body) throws IOException, InterruptedException {
        return post("/v1/diagnoses/" + imageId + "/corrections", "application/json", body);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return HttpServer.json().readTree(response.body());
    }

    static List<String> imageIds(JsonNode page) {
        return page.at("/items").findValuesAsText("imageId");
    }

    static void assertProblem(HttpResponse<String> response, int status, String kind) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(response).at("/type").asText()).isEqualTo("/problems/" + kind);
    }

    /** The value of a gauge as the metrics show it. */
    double gauge(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
