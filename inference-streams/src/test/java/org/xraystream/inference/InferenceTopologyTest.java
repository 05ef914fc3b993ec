package org.xraystream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.Priority;
import org.xraystream.inference.pipeline.Films;
import org.xraystream.inference.pipeline.ReadingPipeline;
import org.xraystream.inference.pipeline.ScriptedModel;
import org.xraystream.inference.pipeline.TestPipeline;
import org.xraystream.schemas.DeadLetter;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;
import org.xraystream.service.TraceContext;

final class InferenceTopologyTest {
    private static final Duration WINDOW = Duration.ofDays(14);
    /** More than the clock goes on while a test waits for its readings. */
    private static final Duration ROUNDING = Duration.ofHours(1);

    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://inference");

    @TempDir
    Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ScriptedModel model = ScriptedModel.free("1");
    private final ReadingPipeline pipeline = TestPipeline.start(model);
    private TopologyTestDriver driver;
    private TestInputTopic<String, ImageReceived> images;
    private TestOutputTopic<String, DiagnosisMade> diagnoses;
    private TestOutputTopic<String, ImageRejected> rejections;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        driver = new TopologyTestDriver(
                InferenceTopology.build(pipeline, new WaitingRoom(2, metrics), WINDOW, REGISTRY), properties);
        images = driver.createInputTopic(
                Topics.IMAGES.name(),
                new StringSerializer(),
                Topics.IMAGES.valueSerde(REGISTRY).serializer());
        diagnoses = output(Topics.DIAGNOSES);
        rejections = output(Topics.REJECTIONS);
    }

    private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(),
                new StringDeserializer(),
                topic.valueSerde(REGISTRY).deserializer());
    }

    @AfterEach
    void stop() throws InterruptedException {
        model.allow(1_000);
        driver.close();
        pipeline.close();
    }

    @Test
    void eachOutcomeGoesToTheTopicOfItsKind() {
        send("good-1", "1");
        send("bad", "no image");
        send("good-2", "2");
        awaitNothingWaits();

        assertThat(diagnoses.readKeyValuesToMap()).containsOnlyKeys("good-1", "good-2");
        assertThat(rejections.readKeyValuesToMap()).containsOnlyKeys("bad");
    }

    @Test
    void anImageThatIsSentTwiceIsReadOnceByEachModel() {
        send("i", "1");
        awaitNothingWaits();
        send("i", "1");
        assertThat(diagnoses.readValuesToList()).hasSize(1);

        ScriptedModel.free("2").installIn(pipeline);
        send("i", "1");
        awaitNothingWaits();
        assertThat(diagnoses.readValuesToList())
                .extracting(event -> event.getModel().getVersion())
                .containsExactly("2");
        assertThat(count("inference.images", "duplicate")).isEqualTo(1);
        assertThat(count("inference.images", "diagnosed")).isEqualTo(2);
    }

    @Test
    void anImageThatIsSentAgainIsReadAgainAfterTheWindowAndNotBefore() {
        read("i");
        driver.advanceWallClockTime(WINDOW.minus(ROUNDING));
        read("i");
        assertThat(count("inference.images", "duplicate")).isEqualTo(1);

        driver.advanceWallClockTime(ROUNDING);
        read("i");
        List<DiagnosisMade> readings = diagnoses.readValuesToList();
        assertThat(readings).hasSize(2);
        // whoever keeps results takes both for one
        assertThat(readings.get(1).getEventId()).isEqualTo(readings.get(0).getEventId());
        read("i");
        assertThat(count("inference.images", "duplicate")).isEqualTo(2);
    }

    @Test
    void noTimeStampOfAnEventMakesAnyImageBeForgotten() {
        read("first", Instant.now());
        read("of-the-future", Instant.parse("2999-01-01T00:00:00Z"));
        read("of-the-past", Instant.EPOCH);
        assertThat(diagnoses.readValuesToList()).hasSize(3);

        driver.advanceWallClockTime(WINDOW.minus(ROUNDING));
        read("first", Instant.parse("2999-01-01T00:00:00Z"));
        read("of-the-future", Instant.EPOCH);
        read("of-the-past", Instant.parse("2999-01-01T00:00:00Z"));
        assertThat(count("inference.images", "duplicate")).isEqualTo(3);
        assertThat(diagnoses.isEmpty()).isTrue();
    }

    @Test
    void theModelThatWasTheLastToReadAnImageCounts() {
        read("i");
        driver.advanceWallClockTime(Duration.ofDays(1));
        ScriptedModel.free("2").installIn(pipeline);
        read("i");
        driver.advanceWallClockTime(WINDOW.minus(ROUNDING));
        read("i");

        assertThat(diagnoses.readValuesToList())
                .extracting(event -> event.getModel().getVersion())
                .containsExactly("1", "2");
    }

    @Test
    void anImageThatComesAgainWhileItIsReadWaitsForTheFirstAndIsADuplicate() {
        ScriptedModel blocked = ScriptedModel.blocked("2").installIn(pipeline);
        send("i", "1");
        await().until(() -> blocked.batches().size() == 1);
        send("i", "1");
        assertThat(waiting()).isEqualTo(2);

        blocked.allow(10);
        awaitNothingWaits();
        assertThat(diagnoses.readValuesToList()).hasSize(1);
        assertThat(blocked.batchSizes()).containsExactly(1);
        assertThat(count("inference.images", "duplicate")).isEqualTo(1);
    }

    @Test
    void aRejectionThatARetryCanHelpIsTriedAgain() {
        AtomicInteger failures = new AtomicInteger(1);
        model.failWhen(levels -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("a passing fault");
            }
        });
        send("i", "1");
        awaitNothingWaits();
        send("i", "1");
        awaitNothingWaits();

        assertThat(rejections.readValuesToList()).hasSize(1);
        assertThat(diagnoses.readValuesToList()).hasSize(1);
    }

    @Test
    void anOutcomeHasTheTimestampAndTheTraceOfItsOwnImage() {
        TraceContext trace = TraceContext.root();
        RecordHeaders headers = new RecordHeaders();
        trace.writeTo(headers);

        images.pipeInput(new TestRecord<>("a", image("a", "1"), headers, Instant.ofEpochMilli(1_000)));
        images.pipeInput(new TestRecord<>("b", image("b", "2"), new RecordHeaders(), Instant.ofEpochMilli(2_000)));
        awaitNothingWaits();

        Map<String, TestRecord<String, DiagnosisMade>> records =
                diagnoses.readRecordsToList().stream().collect(Collectors.toMap(TestRecord::key, Function.identity()));
        assertThat(records.get("a").timestamp()).isEqualTo(1_000);
        assertThat(records.get("b").timestamp()).isEqualTo(2_000);
        assertThat(TraceContext.continuing(records.get("a").headers()).traceId())
                .isEqualTo(trace.traceId());
        assertThat(TraceContext.continuing(records.get("b").headers()).traceId())
                .isNotEqualTo(trace.traceId());
    }

    @Test
    void whatComesInGoesOutOrWaits() {
        send("good", "1");
        awaitNothingWaits();
        ScriptedModel blocked = ScriptedModel.blocked("2").installIn(pipeline);
        // one bad, one that is read by no one yet, and the same again
        send("bad", "no image");
        await().until(() -> collected("rejected") == 1);
        send("waits", "1");
        send("waits", "1");

        assertThat(waiting()).isEqualTo(2);
        assertThat(metrics.get("inference.taken")
                        .tag("origin", "received")
                        .counter()
                        .count())
                .isEqualTo(4);
        assertThat(count("inference.images", "diagnosed") + count("inference.images", "rejected") + waiting())
                .isEqualTo(4);
        blocked.allow(10);
        awaitNothingWaits();
        try (var left = driver.getKeyValueStore(InferenceTopology.WAITING_STORE).all()) {
            assertThat(left.hasNext()).isFalse();
        }
    }

    @Test
    void aRecordWithoutAnEventIsPassedOver() {
        images.pipeInput("tombstone", null);
        send("i", "1");
        awaitNothingWaits();

        assertThat(diagnoses.readKeyValuesToMap()).containsOnlyKeys("i");
    }

    @Test
    void aRecordThatIsNoEventBecomesADeadLetterWithItsBytesAndTheNextIsRead() {
        byte[] foreign = "poison".getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(bytes(image("cut", "1")), 20);
        // 1. two poison pills, 2. a good image
        TestInputTopic<String, byte[]> raw =
                driver.createInputTopic(Topics.IMAGES.name(), new StringSerializer(), new ByteArraySerializer());
        raw.pipeInput("foreign", foreign);
        raw.pipeInput("cut", cut);
        send("i", "1");
        awaitNothingWaits();
        // 3. all are found
        List<TestRecord<String, byte[]>> letters = driver.createOutputTopic(
                        Topics.DEAD_LETTERS.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(letters).extracting(TestRecord::key).containsExactly("foreign", "cut");
        assertThat(letters).extracting(TestRecord::value).containsExactly(foreign, cut);
        assertThat(letters)
                .extracting(letter -> DeadLetter.read(letter.headers()).orElseThrow())
                .allSatisfy(why -> assertThat(why.reason()).contains("no event of this topic"))
                .extracting(DeadLetter::service, DeadLetter::topic, DeadLetter::offset)
                .containsExactly(
                        tuple("inference-streams", Topics.IMAGES.name(), 0L),
                        tuple("inference-streams", Topics.IMAGES.name(), 1L));
        assertThat(diagnoses.readKeyValuesToMap()).containsOnlyKeys("i");
    }

    private void read(String imageId) {
        read(imageId, Instant.now());
    }

    private void read(String imageId, Instant at) {
        images.pipeInput(imageId, image(imageId, "1"), at);
        awaitNothingWaits();
    }

    private void send(String imageId, String objectKey) {
        images.pipeInput(imageId, image(imageId, objectKey));
    }

    private static ImageReceived image(String imageId, String objectKey) {
        return Films.event(imageId, objectKey, Priority.ROUTINE);
    }

    private void awaitNothingWaits() {
        await().until(() -> {
            driver.advanceWallClockTime(InferenceTopology.COLLECT_INTERVAL);
            return waiting() == 0;
        });
    }

    private double waiting() {
        return metrics.get("inference.waiting").gauge().value();
    }

    private double collected(String outcome) {
        driver.advanceWallClockTime(InferenceTopology.COLLECT_INTERVAL);
        return count("inference.images", outcome);
    }

    private double count(String name, String outcome) {
        return metrics.find(name).tag("outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static byte[] bytes(ImageReceived image) {
        try (Serializer<ImageReceived> serializer =
                Topics.IMAGES.valueSerde(REGISTRY).serializer()) {
            return serializer.serialize(Topics.IMAGES.name(), image);
        }
    }
}
