package org.xraystream.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.command.Installation;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ObjectReference;
import org.xraystream.launcher.ImageFiles.ImageFile;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Settings;
import org.xraystream.service.TraceContext;
import org.xraystream.teststack.Server;
import org.xraystream.teststack.ServerKind;
import org.xraystream.teststack.TestServers;

/**
 * The circle on real parts: a radiograph in, a diagnosis out. One stack for all; the restart comes last. Where the
 * tests run on containers, these are what its user names instead of the embedded parts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class EndToEndIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> given = new HashMap<>();
    private TestServers containers;
    private LocalStack stack;
    private Outsider outsider;
    private List<ImageFile> samples;

    @BeforeAll
    void start() throws Exception {
        samples = ImageFiles.find(List.of(Installation.samples()));
        if (ServerKind.chosen() == ServerKind.CONTAINERS) {
            containers = TestServers.start(folder, Server.values());
            given.putAll(containers.settings());
        }
        stack = startStack();
        outsider = new Outsider(stack.addresses());
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
        if (containers != null) {
            containers.close();
        }
    }

    private LocalStack startStack() throws Exception {
        // other ports than the usual ones, which a stack of the developer's may have
        Settings settings = Settings.load(
                        Optional.empty(),
                        Map.of(
                                "XRAYSTREAM_INGEST_HTTP_PORT", "0",
                                "XRAYSTREAM_INFERENCE_HTTP_PORT", "0",
                                "XRAYSTREAM_RESULTS_SINK_HTTP_PORT", "0",
                                "XRAYSTREAM_READING_ROOM_HTTP_PORT", "0",
                                // every result is looked at
                                "XRAYSTREAM_READING_ROOM_AUDIT_PERCENT", "0"))
                .with(given);
        return LocalStack.start(folder.resolve("data"), settings, line -> {});
    }

    @Test
    @Order(1)
    void everySampleIsReadAsItsFolderSays() throws Exception {
        List<PushResult> results = push();

        assertThat(samples).hasSizeGreaterThanOrEqualTo(20);
        assertThat(results)
                .hasSameSizeAs(samples)
                .allSatisfy(result -> assertThat(result.file()).startsWith(result.finding() + "/"))
                .allSatisfy(result -> assertThat(result.probability()).isBetween(0.0, 1.0));
    }

    @Test
    @Order(2)
    void aSecondPushHasTheSameResultsAndNoSecondDiagnosis() throws Exception {
        List<PushResult> first = push();
        List<PushResult> second = push();

        assertThat(second).extracting(PushResult::imageId).isEqualTo(ids(first));
        assertThat(second)
                .extracting(PushResult::probability)
                .isEqualTo(first.stream().map(PushResult::probability).toList());
        assertThat(outsider.diagnoses()).hasSameSizeAs(samples);
    }

    @Test
    @Order(3)
    void anOutsiderReadsTheDiagnosesWithConfluentsDeserialiser() throws Exception {
        List<GenericRecord> diagnoses = outsider.diagnoses();

        assertThat(diagnoses)
                .extracting(event -> event.get("imageId").toString())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(ids(push()));
        assertThat(diagnoses)
                .allSatisfy(event -> assertThat(event.get("notice").toString()).contains("Not for diagnostic use"));
    }

    @Test
    @Order(4)
    void theRowsAndTheObjectsAreThere() throws Exception {
        Set<String> ids = new HashSet<>(ids(push()));

        assertThat(outsider.column("SELECT image_id FROM diagnoses"))
                .containsAll(ids)
                .doesNotHaveDuplicates();
        assertThat(outsider.objects("xray-images").stream()
                        .map(key -> key.substring(key.indexOf('/') + 1))
                        .collect(Collectors.toSet()))
                .isEqualTo(ids);
    }

    @Test
    @Order(5)
    void aCorruptObjectIsRejectedOnceAndTheNextGoodImageIsRead() throws Exception {
        // 1. bytes that are no image, announced as if they were one
        Settings settings = outsider.settings();
        String imageId = "corrupt-object";
        try (ObjectStore store = ObjectStore.connect(ObjectStoreSettings.from(settings));
                EventPublisher<ImageReceived> publisher =
                        EventPublisher.connect(Topics.IMAGES, KafkaSettings.from(settings), "outsider")) {
            ObjectReference object =
                    store.put("xray-images", imageId, "no image".getBytes(StandardCharsets.UTF_8), "image/jpeg");
            publisher.publish(imageId, received(imageId, object), TraceContext.root());
        }
        // 2. one rejection
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(outsider.column("SELECT reason_code FROM rejections"))
                        .containsExactly("UNSUPPORTED_FORMAT"));
        assertThat(result(imageId).get("status").asText()).isEqualTo("REJECTED");
        // 3. the good ones go on
        assertThat(push()).noneMatch(PushResult::isFailed);
    }

    @Test
    @Order(6)
    void aFilmWithInvertedGreyLevelsIsRejectedWithItsReason() throws Exception {
        BufferedImage film = ImageIO.read(samples.get(0).path().toFile());
        BufferedImage inverted = new RescaleOp(-1, 255, null).filter(film, null);
        Path file = folder.resolve("inverted.png");
        ImageIO.write(inverted, "png", file.toFile());

        assertThat(push(ImageFiles.find(List.of(file))))
                .extracting(PushResult::finding, PushResult::probability)
                .containsExactly(tuple("REJECTED", null));
        assertThat(outsider.column("SELECT stage || ' ' || reason_code FROM rejections"))
                .contains("QUALITY INVERTED");
    }

    @Test
    @Order(7)
    void aCorrectionIsKeptAndShown() throws Exception {
        String imageId = push().get(0).imageId();
        HttpRequest post = HttpRequest.newBuilder(readingRoom("/v1/diagnoses/" + imageId + "/corrections"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"label": "PNEUMONIA", "reader": "Dr. Example", "modelResultSeen": true, "comment": "lower left"}
                        """))
                .build();

        assertThat(http.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(202);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(result(imageId).get("corrections")).hasSize(1));
        JsonNode correction = result(imageId).get("corrections").get(0);
        assertThat(correction.get("label").asText()).isEqualTo("PNEUMONIA");
        assertThat(result(imageId).toString()).doesNotContain("Dr. Example");
    }

    @Test
    @Order(8)
    void everyServiceIsReadyAndSaysSo() throws Exception {
        StackAddresses addresses = stack.addresses();
        for (String service :
                List.of(addresses.ingest(), addresses.inference(), addresses.sink(), addresses.readingRoom())) {
            HttpRequest get = HttpRequest.newBuilder(URI.create(service + "/health/ready"))
                    .build();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(http.send(get, BodyHandlers.ofString()))
                            .extracting(HttpResponse::statusCode, HttpResponse::body)
                            .first()
                            .isEqualTo(200));
        }
    }

    @Test
    @Order(9)
    void everyMetricThatDashboardAndAlertsNameExists() throws Exception {
        Set<String> named = MonitoringFiles.metrics();
        // of training-job, which is no part of the running stack: see DriftMonitoringIT
        named.removeIf(metric -> metric.startsWith("drift_"));

        assertThat(named).hasSizeGreaterThan(20);
        // Kafka's own are bound anew once a minute
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(exportedMetrics()).containsAll(named));
    }

    private Set<String> exportedMetrics() throws Exception {
        StackAddresses addresses = stack.addresses();
        Set<String> names = new HashSet<>();
        for (String service :
                List.of(addresses.ingest(), addresses.inference(), addresses.sink(), addresses.readingRoom())) {
            HttpRequest get =
                    HttpRequest.newBuilder(URI.create(service + "/metrics")).build();
            http.send(get, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        }
        return names;
    }

    @Test
    @Order(10)
    void allIsFoundAgainAfterARestart() throws Exception {
        List<String> before = outsider.column("SELECT event_id FROM diagnoses ORDER BY event_id");
        stack.close();

        stack = startStack();
        outsider = new Outsider(stack.addresses());

        assertThat(outsider.column("SELECT event_id FROM diagnoses ORDER BY event_id"))
                .isEqualTo(before);
        assertThat(push()).noneMatch(PushResult::isFailed);
        assertThat(outsider.diagnoses()).hasSameSizeAs(before);
    }

    private List<PushResult> push() throws InterruptedException {
        return push(samples);
    }

    private List<PushResult> push(List<ImageFile> files) throws InterruptedException {
        StackAddresses addresses = stack.addresses();
        ModalityClient client = new ModalityClient(
                URI.create(addresses.ingest()), URI.create(addresses.readingRoom()), "test", PATIENCE);
        return new Push(client).all(files, result -> {});
    }

    private static List<String> ids(List<PushResult> results) {
        return results.stream().map(PushResult::imageId).toList();
    }

    private JsonNode result(String imageId) throws Exception {
        HttpRequest get =
                HttpRequest.newBuilder(readingRoom("/v1/diagnoses/" + imageId)).build();
        return new ObjectMapper()
                .readTree(http.send(get, BodyHandlers.ofString()).body());
    }

    private URI readingRoom(String path) {
        return URI.create(stack.addresses().readingRoom() + path);
    }

    private static ImageReceived received(String imageId, ObjectReference object) {
        return ImageReceived.newBuilder()
                .setEventId("event-" + imageId)
                .setOccurredAt(Instant.now())
                .setImageId(imageId)
                .setObject(object)
                .setMediaType("image/jpeg")
                .setWidth(1)
                .setHeight(1)
                .setSource("test")
                .build();
    }
}
