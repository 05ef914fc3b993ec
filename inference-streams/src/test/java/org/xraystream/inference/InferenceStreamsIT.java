package org.xraystream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.Priority;
import org.xraystream.inference.pipeline.Films;
import org.xraystream.inference.pipeline.PipelineSettings;
import org.xraystream.inference.pipeline.ReadingPipeline;
import org.xraystream.inference.pipeline.ScriptedModel;
import org.xraystream.inference.pipeline.ShadowSettings;
import org.xraystream.inference.pipeline.TestPipeline;
import org.xraystream.model.net.Precision;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.HttpSettings;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.TraceContext;
import org.xraystream.teststack.Server;
import org.xraystream.teststack.TestServers;

/** The stream threads on a real broker, with a model that does what the test says. */
final class InferenceStreamsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONGEST_POLL_INTERVAL = Duration.ofSeconds(3);
    private static final int CAPACITY = 20;
    private static final Duration WINDOW = Duration.ofDays(14);

    @TempDir
    static Path folder;

    private static TestServers broker;
    private static KafkaSettings kafka;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicBoolean threadIsToDie = new AtomicBoolean();
    private final AtomicInteger polls = new AtomicInteger();
    private final Map<String, TraceContext> sent = new HashMap<>();
    private ScriptedModel model;
    private ReadingPipeline pipeline;
    private StreamsRuntime streams;
    private String prefix;
    private Path state = folder.resolve("state");

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestServers.start(folder.resolve("stack"), Server.KAFKA);
        kafka = new KafkaSettings(
                broker.endpoints().kafka().bootstrapServers(),
                2,
                (short) 1,
                Duration.ofSeconds(2),
                Map.of(),
                Map.of("schema.registry.url", "mock://inference-streams"));
        KafkaConnection.open(kafka).close();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        prefix = test.getTestMethod().orElseThrow().getName();
    }

    private void start(ScriptedModel first) throws Exception {
        start(first, Map.of());
    }

    private void start(ScriptedModel first, Map<String, String> properties) throws Exception {
        start(first, WINDOW, properties);
    }

    private void start(ScriptedModel first, Duration window, Map<String, String> properties) throws Exception {
        model = first;
        pipeline = TestPipeline.start(first);
        WaitingRoom room = new WaitingRoom(CAPACITY, metrics);
        streams = StreamsRuntime.start(
                InferenceTopology.build(pipeline, room, window, kafka.registry()),
                kafka,
                settings(window, properties),
                () -> isFull(room),
                failure -> {},
                metrics);
    }

    /** Asked before each poll, on the stream thread. */
    private boolean isFull(WaitingRoom room) {
        polls.incrementAndGet();
        if (threadIsToDie.getAndSet(false)) {
            throw new IllegalStateException("a stream thread dies");
        }
        return room.isFull();
    }

    private InferenceSettings settings(Duration window, Map<String, String> properties) {
        return new InferenceSettings(
                new HttpSettings("127.0.0.1", 0),
                "inference-streams",
                1,
                state,
                Optional.empty(),
                CAPACITY,
                new PipelineSettings(
                        1, 1, 1, EnumSet.allOf(Precision.class), 1, Duration.ofMillis(5), Duration.ofMillis(5)),
                new ShadowSettings(25, 1, EnumSet.allOf(Precision.class)),
                Duration.ofSeconds(5),
                window,
                properties);
    }

    @AfterEach
    void stop() throws Exception {
        model.allow(1_000);
        streams.close();
        pipeline.close();
    }

    @Test
    void nothingIsLostOrDoubledWhenStreamThreadsDieWithImagesUnderWay() throws Exception {
        start(ScriptedModel.blocked("1"));
        publish(100);
        for (int deaths = 1; deaths <= 3; deaths++) {
            awaitFullRoom();
            double restored = taken("restored");
            threadIsToDie.set(true);
            await().until(() -> taken("restored") >= restored + CAPACITY);
            // some are finished when the next thread dies, some are being read
            model.allow(2);
        }
        model.allow(1_000);

        awaitAllDiagnosed();
        assertThat(diagnoses()).allSatisfy(record -> {
            TraceContext trace = TraceContext.continuing(record.headers());
            assertThat(trace.traceId()).isEqualTo(sent.get(record.key()).traceId());
        });
        assertThat(taken("received") + taken("restored"))
                .isEqualTo(outcomes()
                        + metrics.get("inference.handed.over").counter().count());
    }

    @Test
    void moreThanTheRoomTakesStaysOnTheBroker() throws Exception {
        start(ScriptedModel.blocked("1"));
        publish(300);
        awaitFullRoom();

        assertThat(waiting()).isLessThanOrEqualTo(CAPACITY + StreamsRuntime.POLLED_IMAGES);
        model.allow(1_000);
        awaitAllDiagnosed();
    }

    @Test
    void aModelThatIsSlowerThanThePollIntervalCausesNoRebalance() throws Exception {
        start(
                ScriptedModel.blocked("1"),
                Map.of("max.poll.interval.ms", String.valueOf(LONGEST_POLL_INTERVAL.toMillis())));
        publish(100);
        await().until(() -> waiting() >= CAPACITY && rebalances() > 0);
        double before = rebalances();
        long blockedSince = System.nanoTime();
        await().until(() -> System.nanoTime() - blockedSince
                > LONGEST_POLL_INTERVAL.multipliedBy(2).toNanos());
        streams.check();
        model.allow(1_000);

        awaitAllDiagnosed();
        assertThat(rebalances()).isEqualTo(before);
        assertThat(taken("restored")).isZero();
    }

    @Test
    void anImageIsRememberedThroughARestartALossOfLocalStateAndAnotherWindow() throws Exception {
        start(ScriptedModel.free("1"));
        publish(20);
        awaitAllDiagnosed();

        restartAndSendAgain(WINDOW);
        state = folder.resolve("another-state");
        restartAndSendAgain(WINDOW);
        // its segments have other bounds, so that those of before would be of no use
        Duration shorter = Duration.ofHours(2);
        restartAndSendAgain(shorter);
        assertThat(changelog()).containsAllEntriesOf(RememberedImages.changelog(shorter));
    }

    private void restartAndSendAgain(Duration window) throws Exception {
        double before = duplicates();
        stop();
        start(ScriptedModel.free("1"), window, Map.of());
        publish(20);
        await().until(() -> duplicates() == before + 20);
        assertThat(diagnoses()).hasSize(20);
    }

    private double duplicates() {
        return metrics.find("inference.images").tag("outcome", "duplicate").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static Map<String, String> changelog() throws Exception {
        ConfigResource topic =
                new ConfigResource(ConfigResource.Type.TOPIC, "inference-streams-remembered-images-changelog");
        try (Admin admin = Admin.create(kafka.clientProperties(Map.of()))) {
            return admin.describeConfigs(List.of(topic)).all().get().get(topic).entries().stream()
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        }
    }

    /** A thread that dies as it is told is no failure of the test. */
    private static ConditionFactory await() {
        return Awaitility.with().dontCatchUncaughtExceptions().await().atMost(PATIENCE);
    }

    /** Full, and for so many polls of 5 ms that it is committed too. */
    private void awaitFullRoom() {
        await().until(() -> waiting() >= CAPACITY);
        int before = polls.get();
        await().until(() -> polls.get() >= before + 100);
    }

    private double rebalances() {
        return metrics.find("kafka.consumer.coordinator.rebalance.total").functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    private double waiting() {
        return metrics.get("inference.waiting").gauge().value();
    }

    private double taken(String origin) {
        return metrics.get("inference.taken").tag("origin", origin).counter().count();
    }

    private double outcomes() {
        return metrics.find("inference.images").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private void publish(int images) throws Exception {
        try (EventPublisher<ImageReceived> publisher = EventPublisher.connect(Topics.IMAGES, kafka, "test")) {
            for (int i = 0; i < images; i++) {
                String imageId = prefix + "-" + i;
                TraceContext trace = TraceContext.root();
                sent.put(imageId, trace);
                publisher.publish(imageId, Films.event(imageId, String.valueOf(i % 256), Priority.ROUTINE), trace);
            }
        }
    }

    private void awaitAllDiagnosed() {
        await().until(() -> diagnoses().size() >= sent.size() && waiting() == 0);
        assertThat(diagnoses()).extracting(ConsumerRecord::key).containsExactlyInAnyOrderElementsOf(sent.keySet());
    }

    /** What is committed of this test's diagnoses. */
    private List<ConsumerRecord<String, byte[]>> diagnoses() {
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class));
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(properties)) {
            List<TopicPartition> partitions = Stream.of(Topics.DIAGNOSES.name(), Topics.REJECTIONS.name())
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            records.removeIf(record -> !record.key().startsWith(prefix + "-"));
            return records;
        }
    }
}
