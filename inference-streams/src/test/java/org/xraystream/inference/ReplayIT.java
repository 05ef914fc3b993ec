package org.xraystream.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Priority;
import org.xraystream.inference.pipeline.FilmObserver;
import org.xraystream.inference.pipeline.Films;
import org.xraystream.inference.pipeline.ImageSource;
import org.xraystream.inference.pipeline.PipelineSettings;
import org.xraystream.inference.pipeline.ReadingPipeline;
import org.xraystream.inference.pipeline.ShadowSettings;
import org.xraystream.inference.replay.Comparison;
import org.xraystream.inference.replay.Replay;
import org.xraystream.inference.replay.ReplayException;
import org.xraystream.inference.replay.ReplayPlan;
import org.xraystream.inference.replay.ReplayResult;
import org.xraystream.inference.replay.ReplayTopics;
import org.xraystream.inference.replay.Span;
import org.xraystream.inference.updates.Announcements;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.net.Precision;
import org.xraystream.schemas.Topics;
import org.xraystream.service.HttpSettings;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.Shutdown;
import org.xraystream.teststack.Server;
import org.xraystream.teststack.TestServers;

/** Replays on a real broker; each test has a day of its own, since all share the topic of images. */
final class ReplayIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path SAMPLES = Path.of("..", "samples");

    @TempDir
    static Path folder;

    private static TestServers broker;
    private static KafkaSettings kafka;
    private static Producer<String, ImageReceived> producer;

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestServers.start(folder.resolve("stack"), Server.KAFKA);
        kafka = new KafkaSettings(
                broker.endpoints().kafka().bootstrapServers(),
                2,
                (short) 1,
                Duration.ofSeconds(2),
                Map.of(),
                Map.of("schema.registry.url", "mock://replay"));
        KafkaConnection.open(kafka).close();
        producer = new KafkaProducer<>(
                kafka.clientProperties(Map.of()),
                Topics.IMAGES.keySerde().serializer(),
                Topics.IMAGES.valueSerde(kafka.registry()).serializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
    }

    @Test
    void theSameVersionGivesTheServicesAnswersBitForBit() throws Exception {
        Instant day = day(1);
        ModelPackage release = ModelPackage.release();
        List<Path> samples = samples();
        for (int i = 0; i < 30; i++) {
            byte[] film = Files.readAllBytes(samples.get(i % samples.size()));
            publish("film-" + i, film, day.plusSeconds(i));
        }
        publish("no-film", "no film".getBytes(UTF_8), day);
        diagnoseLive(release);
        objects.remove("film-29");

        ReplayTopics topics = ReplayTopics.named("xray.replay.same-version");
        ReplayResult result = replay(topics, day, release);

        assertThat(result.diagnosed()).isEqualTo(29);
        assertThat(result.rejected()).isEqualTo(2);
        assertThat(values("xray.replay.same-version.rejections")).hasSize(2);
        Comparison comparison = Comparison.of(topics, ReplayTopics.anyNamed("xray.diagnoses"), result.model(), kafka);
        assertThat(comparison.repeated()).isEqualTo(new Comparison.Repeated(29, 0, 0, 0, List.of()));
        assertThat(comparison.images()).isEqualTo(30);
        assertThat(comparison.incomparable()).as("the object is gone").isEqualTo(1);
        assertThat(comparison.findings().get("REJECTED")).containsEntry("REJECTED", 1L);
        assertThat(comparison.changed()).isEmpty();
        // the same answer is the same event
        assertThat(eventIds("xray.replay.same-version")).isSubsetOf(eventIds("xray.diagnoses"));
    }

    @Test
    void aReplayThatHangsIsReplacedByAnotherAndEachImageHasOneOutcome() throws Exception {
        Instant day = day(2);
        List<String> images =
                IntStream.range(0, 200).mapToObj(i -> "image-" + i).toList();
        for (String image : images) {
            publish(image, Films.png(images.indexOf(image) % 256), day);
        }
        ModelPackage model = Announcements.model("1.0.0");
        ReplayTopics topics = ReplayTopics.named("xray.replay.killed");
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger fetched = new AtomicInteger();
        CompletableFuture<ReplayResult> hanging = CompletableFuture.supplyAsync(() -> {
            try {
                return Replay.run(
                        plan(topics, day),
                        model,
                        kafka,
                        reference -> {
                            if (fetched.incrementAndGet() > 100) {
                                awaitUninterruptibly(released);
                            }
                            return object(reference);
                        },
                        (done, all) -> {});
            } catch (Exception e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
        await().atMost(PATIENCE).until(() -> fetched.get() > 100);

        ReplayResult result = replay(topics, day, model);
        released.countDown();

        assertThat(result.passedOver()).isBetween(1L, 199L);
        assertThat(result.diagnosed()).isEqualTo(200 - result.passedOver());
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(hanging::get)
                .withMessageContaining("Another replay");
        assertThat(values(topics.name())).extracting(ConsumerRecord::key).containsExactlyInAnyOrderElementsOf(images);
        assertThat(replay(topics, day, model).diagnosed()).as("nothing is left").isZero();
        assertThatExceptionOfType(ReplayException.class)
                .isThrownBy(() -> replay(topics, day, Announcements.model("2.0.0")))
                .withMessageContaining("1.0.0")
                .withMessageContaining("name another topic");
    }

    @Test
    void aSpanHasTheImagesFromItsStartUntilBeforeItsEnd() throws Exception {
        Instant day = day(3);
        for (int hour = 0; hour < 10; hour++) {
            publish("hour-" + hour, Films.png(hour), day.plus(Duration.ofHours(hour)));
        }
        publish("hour-3", Films.png(3), day.plus(Duration.ofHours(4)));
        ReplayTopics topics = ReplayTopics.named("xray.replay.span");
        Span span = new Span(Optional.of(day.plus(Duration.ofHours(3))), Optional.of(day.plus(Duration.ofHours(6))));
        Replay.run(
                new ReplayPlan(topics, span, Long.MAX_VALUE, 100, EnumSet.allOf(Precision.class)),
                Announcements.model("1.0.0"),
                kafka,
                this::object,
                (done, all) -> assertThat(done).isLessThanOrEqualTo(all));
        assertThat(values(topics.name()))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder("hour-3", "hour-4", "hour-5");
    }

    private static Instant day(int number) {
        return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(number));
    }

    private static ReplayPlan plan(ReplayTopics topics, Instant day) {
        Span span = new Span(Optional.of(day), Optional.of(day.plus(Duration.ofDays(1))));
        return new ReplayPlan(topics, span, Long.MAX_VALUE, 100, EnumSet.allOf(Precision.class));
    }

    private ReplayResult replay(ReplayTopics topics, Instant day, ModelPackage model) throws Exception {
        return Replay.run(plan(topics, day), model, kafka, this::object, (done, all) -> {});
    }

    private byte[] object(ObjectReference reference) throws ObjectMissingException {
        byte[] bytes = objects.get(reference.getKey());
        if (bytes == null) {
            throw new ObjectMissingException("The object " + reference.getKey() + " does not exist.");
        }
        return bytes;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Path> samples() throws Exception {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(path -> path.toString().endsWith(".jpeg"))
                    .sorted()
                    .toList();
        }
    }

    private void publish(String imageId, byte[] bytes, Instant at) throws Exception {
        objects.put(imageId, bytes);
        ImageReceived image = Films.event(imageId, imageId, Priority.ROUTINE);
        producer.send(new ProducerRecord<>(Topics.IMAGES.name(), null, at.toEpochMilli(), imageId, image))
                .get();
    }

    /** Lets the service's own pipeline and stream threads read all of this test's images. */
    private void diagnoseLive(ModelPackage model) throws Exception {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        ImageSource source = this::object;
        InferenceSettings settings = new InferenceSettings(
                new HttpSettings("127.0.0.1", 0),
                "inference-streams",
                1,
                folder.resolve("state"),
                Optional.empty(),
                256,
                new PipelineSettings(
                        2, 2, 1, EnumSet.allOf(Precision.class), 16, Duration.ofMillis(5), Duration.ofMillis(5)),
                new ShadowSettings(25, 1, EnumSet.allOf(Precision.class)),
                Duration.ofSeconds(5),
                Duration.ofDays(14),
                Map.of());
        try (Shutdown running = new Shutdown()) {
            ReadingPipeline pipeline = running.add(ReadingPipeline.start(
                    settings.pipeline(), model, source, FilmObserver.NONE, metrics, failure -> {}));
            WaitingRoom room = new WaitingRoom(settings.waitingImages(), metrics);
            running.add(StreamsRuntime.start(
                    InferenceTopology.build(pipeline, room, settings.rememberImages(), kafka.registry()),
                    kafka,
                    settings,
                    room::isFull,
                    failure -> {},
                    metrics));
            await().atMost(PATIENCE)
                    .until(() -> Stream.of(Topics.DIAGNOSES.name(), Topics.REJECTIONS.name())
                                    .flatMap(topic -> values(topic).stream())
                                    .filter(answer -> objects.containsKey(answer.key()))
                                    .count()
                            >= objects.size());
        }
    }

    private static List<String> eventIds(String topic) {
        return values(topic).stream()
                .map(record -> Topics.DIAGNOSES
                        .valueSerde(kafka.registry())
                        .deserializer()
                        .deserialize(topic, record.value())
                        .getEventId())
                .toList();
    }

    /** What is committed of a topic, when the transactions that are open on it have ended. */
    private static List<ConsumerRecord<String, byte[]>> values(String topic) {
        try (KafkaConsumer<String, byte[]> committed = consumer("read_committed");
                KafkaConsumer<String, byte[]> all = consumer("read_uncommitted")) {
            List<TopicPartition> partitions = all.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = all.endOffsets(partitions);
            committed.assign(partitions);
            committed.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> committed.position(partition) < ends.get(partition))) {
                committed.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                kafka.clientProperties(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
