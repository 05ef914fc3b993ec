package org.xraystream.training.retrain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.events.Selection;
import org.xraystream.model.ModelPackage;
import org.xraystream.registry.Announcement;
import org.xraystream.registry.ModelReleases;
import org.xraystream.registry.PackageStore;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.TraceContext;
import org.xraystream.stack.ObjectStoreEndpoint;
import org.xraystream.teststack.Server;
import org.xraystream.teststack.TestServers;
import org.xraystream.training.GeneratedFilms;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.RadiographFolder;

/** A real broker and a real object store, and what ingest and readers would write to them. */
final class LoopOnBroker implements AutoCloseable {
    private static final String BUCKET = "images";

    private final Path folder;
    private final TestServers servers;
    private final KafkaSettings kafka;
    private final ObjectStore store;
    private final AtomicInteger patients = new AtomicInteger(5_000);

    private LoopOnBroker(Path folder, TestServers servers) throws Exception {
        this.folder = folder;
        this.servers = servers;
        this.kafka = new KafkaSettings(
                servers.endpoints().kafka().bootstrapServers(),
                2,
                (short) 1,
                Duration.ofSeconds(6),
                Map.of(),
                Map.of("schema.registry.url", "mock://retraining"));
        ObjectStoreEndpoint endpoint = servers.endpoints().objectStore();
        this.store = ObjectStore.connect(new ObjectStoreSettings(
                endpoint.url(),
                endpoint.accessKey(),
                endpoint.secretKey(),
                endpoint.region(),
                BUCKET,
                BUCKET,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10)));
        store.ensureBucket(BUCKET);
        KafkaConnection.open(kafka).close();
    }

    static LoopOnBroker start(Path folder) throws Exception {
        return new LoopOnBroker(folder, TestServers.start(folder.resolve("stack"), Server.KAFKA, Server.OBJECT_STORE));
    }

    KafkaSettings kafka() {
        return kafka;
    }

    ObjectStore store() {
        return store;
    }

    PackageStore packages() {
        return new PackageStore(store, BUCKET);
    }

    void announceChampion(ModelPackage model) throws Exception {
        ModelReleased event = Announcement.first(
                model.manifest(),
                ModelRole.CHAMPION,
                Instant.now(),
                Optional.of(packages().put(model)),
                "test",
                "It is the first.");
        try (ModelReleases releases = ModelReleases.connect(kafka, "test")) {
            releases.announce(List.of(event));
        }
    }

    /** So many images of patients of their own, all read blind by an auditor. */
    void publishLabels(int count) throws Exception {
        int first = patients.getAndAdd(count);
        Path films = folder.resolve("streamed-" + first);
        GeneratedFilms.write(films, count / 2, first, first);
        try (EventPublisher<ImageReceived> images = EventPublisher.connect(Topics.IMAGES, kafka, "test-images");
                EventPublisher<LabelCorrected> corrections =
                        EventPublisher.connect(Topics.CORRECTIONS, kafka, "test-corrections")) {
            for (LabelledFile file : RadiographFolder.list(films)) {
                ImageReceived image = image(file);
                images.publish(image.getImageId(), image, TraceContext.root());
                corrections.publish(image.getImageId(), correction(image, file.pneumonia()), TraceContext.root());
            }
        }
    }

    private ImageReceived image(LabelledFile file) throws Exception {
        byte[] bytes = Files.readAllBytes(file.path());
        String id = DigestUtils.sha256Hex(bytes);
        return ImageReceived.newBuilder()
                .setEventId(id)
                .setOccurredAt(Instant.now())
                .setImageId(id)
                .setObject(store.put(BUCKET, "images/" + id, bytes, "image/png"))
                .setMediaType("image/png")
                .setWidth(48)
                .setHeight(48)
                .setPatientPseudonym(file.patient())
                .setSource("ward")
                .build();
    }

    private static LabelCorrected correction(ImageReceived image, boolean pneumonia) {
        return LabelCorrected.newBuilder()
                .setEventId("label-" + image.getImageId())
                .setOccurredAt(Instant.now())
                .setImageId(image.getImageId())
                .setLabel(pneumonia ? Label.PNEUMONIA : Label.NORMAL)
                .setReaderPseudonym("auditor")
                .setModelResultSeen(false)
                .setSelection(Selection.AUDIT)
                .build();
    }

    /** The candidates that were announced: what a reader sees who reads committed records from the beginning. */
    List<ModelReleased> candidates() {
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"));
        List<ModelReleased> found = new ArrayList<>();
        try (KafkaConsumer<String, ModelReleased> consumer = new KafkaConsumer<>(
                properties,
                Topics.MODELS.keySerde().deserializer(),
                Topics.MODELS.valueSerde(kafka.registry()).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.MODELS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
            }
        }
        found.removeIf(event -> event.getRole() != ModelRole.CANDIDATE);
        return found;
    }

    @Override
    public void close() throws Exception {
        store.close();
        servers.close();
    }
}
