package org.xraystream.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Priority;
import org.xraystream.inference.pipeline.Films;
import org.xraystream.inference.updates.Announcements;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.RunningService;
import org.xraystream.service.Settings;
import org.xraystream.service.Shutdown;
import org.xraystream.service.TraceContext;
import org.xraystream.teststack.Server;
import org.xraystream.teststack.TestServers;

/** The service as it is started in earnest, on a real broker, registry and store, while its model is changed. */
final class ModelSwapIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SWAPS = 50;
    private static final int LEVELS = 8;
    private static final int MOST_WAITING = 50;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, ObjectReference> packages = new HashMap<>();
    private final List<ObjectReference> films = new ArrayList<>();
    private final Set<String> sent = new HashSet<>();
    private KafkaSettings kafka;
    private EventPublisher<ModelReleased> models;

    @Test
    void aModelThatIsSwappedUnderLoadCostsNoImage() throws Exception {
        try (Shutdown running = new Shutdown()) {
            Settings settings = settings(running.add(TestServers.start(
                    folder.resolve("stack"), Server.KAFKA, Server.SCHEMA_REGISTRY, Server.OBJECT_STORE)));
            kafka = KafkaSettings.from(settings);
            store(settings);
            RunningService service = running.add(InferenceService.start(settings));
            models = running.add(EventPublisher.connect(Topics.MODELS, kafka, "test-models"));
            // 1. images come, as many as are read
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<List<DiagnosisMade>> load = CompletableFuture.supplyAsync(() -> load(done));
            // 2. two champions take turns; half-way a broken one is announced, and the former goes on
            for (int swap = 1; swap <= SWAPS; swap++) {
                String version = swap % 2 == 0 ? "2.0.0" : "1.0.0";
                announce(version, ModelRole.CHAMPION);
                awaitServing(service, "champion", version);
                if (swap == SWAPS / 2) {
                    announce("3.0.0", ModelRole.CHAMPION);
                    await().atMost(PATIENCE)
                            .until(() -> metrics(service)
                                    .lines()
                                    .anyMatch(line -> line.startsWith("inference_model_refused{role=\"champion\"")
                                            && line.endsWith(" 1.0")));
                    HttpResponse<String> ready = get(service, "/health/ready");
                    assertThat(ready.statusCode()).isEqualTo(200);
                    assertThat(ready.body()).contains("degraded: Model tiny 3.0.0 was announced as CHAMPION");
                    awaitServing(service, "champion", version);
                }
            }
            // 3. a shadow reads along
            announce("4.0.0", ModelRole.SHADOW);
            awaitServing(service, "shadow", "4.0.0");
            Results<DiagnosisMade> shadows = running.add(new Results<>(Topics.SHADOW_DIAGNOSES));
            await().atMost(PATIENCE).until(() -> !shadows.poll().isEmpty());
            done.set(true);
            // 4. every image has its one diagnosis, by one of the two
            List<DiagnosisMade> diagnoses = load.get();
            assertThat(diagnoses).extracting(DiagnosisMade::getImageId).containsExactlyInAnyOrderElementsOf(sent);
            try (Results<ImageRejected> rejections = new Results<>(Topics.REJECTIONS)) {
                assertThat(rejections.poll()).isEmpty();
            }
            assertThat(diagnoses)
                    .extracting(diagnosis -> diagnosis.getModel().getVersion())
                    .contains("1.0.0", "2.0.0")
                    .doesNotContain("3.0.0", "4.0.0");
            assertThat(shadows.poll())
                    .extracting(diagnosis -> diagnosis.getModel().getVersion())
                    .containsOnly("4.0.0");
            // 5. a restart does not fall back to the model that ships
            service.close();
            RunningService again = running.add(InferenceService.start(settings));
            awaitServing(again, "champion", SWAPS % 2 == 0 ? "2.0.0" : "1.0.0");
        }
    }

    private Settings settings(TestServers servers) {
        Map<String, Object> own = new HashMap<>(servers.settings());
        own.put("kafka.partitions", 2);
        own.put("inference.http.port", 0);
        own.put("inference.state-dir", folder.resolve("state").toString());
        own.put("inference.largest-batch", 4);
        return Settings.load(Optional.empty(), Map.of()).with(own);
    }

    private void store(Settings settings) throws Exception {
        ObjectStoreSettings storage = ObjectStoreSettings.from(settings);
        try (ObjectStore store = ObjectStore.connect(storage)) {
            store.ensureBucket(storage.imagesBucket());
            store.ensureBucket(storage.modelsBucket());
            for (int level = 0; level < LEVELS; level++) {
                films.add(store.put(storage.imagesBucket(), "film-" + level, Films.png(level), "image/png"));
            }
            for (String version : List.of("1.0.0", "2.0.0", "4.0.0")) {
                byte[] zip = Announcements.model(version).zip();
                packages.put(version, store.put(storage.modelsBucket(), version, zip, "application/zip"));
            }
            packages.put("3.0.0", store.put(storage.modelsBucket(), "3.0.0", "no zip".getBytes(UTF_8), "text/plain"));
        }
    }

    private void announce(String version, ModelRole role) throws Exception {
        ModelReleased announcement = Announcements.announcement(version, role, Instant.now(), packages.get(version));
        models.publish(Topics.modelKey(announcement.getModel()), announcement, TraceContext.root());
    }

    /** Sends images until told to stop, and returns what is committed when as many are diagnosed as were sent. */
    private List<DiagnosisMade> load(AtomicBoolean done) {
        try (EventPublisher<ImageReceived> images = EventPublisher.connect(Topics.IMAGES, kafka, "test-images");
                Results<DiagnosisMade> diagnoses = new Results<>(Topics.DIAGNOSES)) {
            while (!done.get()) {
                int diagnosed = diagnoses.poll().size();
                while (sent.size() < diagnosed + MOST_WAITING) {
                    publish(images);
                }
            }
            await().atMost(PATIENCE).until(() -> diagnoses.poll().size() >= sent.size());
            return diagnoses.poll();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish(EventPublisher<ImageReceived> images) throws Exception {
        String imageId = "image-" + sent.size();
        ImageReceived image = ImageReceived.newBuilder(Films.event(imageId, "", Priority.ROUTINE))
                .setObject(films.get(sent.size() % LEVELS))
                .build();
        images.publish(imageId, image, TraceContext.root());
        sent.add(imageId);
    }

    private void awaitServing(RunningService service, String role, String version) {
        await().atMost(PATIENCE)
                .until(() -> metrics(service)
                        .lines()
                        .filter(line -> line.startsWith("inference_model{"))
                        .anyMatch(line -> line.contains("role=\"" + role + "\"")
                                && line.contains("version=\"" + version + "\"")));
    }

    private String metrics(RunningService service) throws IOException, InterruptedException {
        return get(service, "/metrics").body();
    }

    private HttpResponse<String> get(RunningService service, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What is committed of a topic. */
    private final class Results<V extends SpecificRecord> implements AutoCloseable {
        private final KafkaConsumer<String, V> consumer;
        private final List<V> events = new ArrayList<>();

        Results(Topic<V> topic) {
            consumer = new KafkaConsumer<>(
                    kafka.clientProperties(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
                    topic.keySerde().deserializer(),
                    topic.valueSerde(kafka.registry()).deserializer());
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        /** All of it up to now. */
        List<V> poll() {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> events.add(message.value()));
            }
            return List.copyOf(events);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
