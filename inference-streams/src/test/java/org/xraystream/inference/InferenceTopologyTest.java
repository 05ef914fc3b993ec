package org.xraystream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
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
import org.xraystream.events.Finding;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Stage;
import org.xraystream.events.StageTimings;
import org.xraystream.schemas.DeadLetter;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;
import org.xraystream.service.TraceContext;

final class InferenceTopologyTest {
    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://inference");

    @TempDir
    Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ScriptedStage stage = new ScriptedStage();
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
        driver = new TopologyTestDriver(InferenceTopology.build(stage, REGISTRY, metrics), properties);
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
    void stop() {
        driver.close();
    }

    @Test
    void eachOutcomeGoesToTheTopicOfItsKind() {
        stage.script = image -> image.getImageId().startsWith("bad") ? rejected(image, false) : diagnosed(image, "1");

        images.pipeInput("good-1", image("good-1"));
        images.pipeInput("bad-1", image("bad-1"));
        images.pipeInput("good-2", image("good-2"));

        assertThat(diagnoses.readKeyValuesToMap()).containsOnlyKeys("good-1", "good-2");
        assertThat(rejections.readKeyValuesToMap()).containsOnlyKeys("bad-1");
    }

    @Test
    void anImageThatIsSentTwiceIsReadOnceByEachModel() {
        stage.script = image -> diagnosed(image, stage.reader);

        images.pipeInput("i", image("i"));
        images.pipeInput("i", image("i"));
        assertThat(diagnoses.readValuesToList()).hasSize(1);

        stage.reader = "the next model";
        images.pipeInput("i", image("i"));
        assertThat(diagnoses.readValuesToList()).hasSize(1);
        assertThat(count("duplicate")).isEqualTo(1);
        assertThat(count("diagnosed")).isEqualTo(2);
    }

    @Test
    void aRejectionThatARetryCanHelpIsTriedAgain() {
        stage.script = image -> rejected(image, true);
        images.pipeInput("i", image("i"));
        stage.script = image -> diagnosed(image, "1");
        images.pipeInput("i", image("i"));

        assertThat(rejections.readValuesToList()).hasSize(1);
        assertThat(diagnoses.readValuesToList()).hasSize(1);
    }

    @Test
    void theTraceGoesOn() {
        stage.script = image -> diagnosed(image, "1");
        RecordHeaders headers = new RecordHeaders();
        TraceContext trace = TraceContext.root();
        trace.writeTo(headers);

        images.pipeInput(new TestRecord<>("i", image("i"), headers));

        TraceContext continued = TraceContext.continuing(diagnoses.readRecord().headers());
        assertThat(continued.traceId()).isEqualTo(trace.traceId());
    }

    @Test
    void aRecordThatIsNoEventBecomesADeadLetterWithItsBytesAndTheNextIsRead() {
        stage.script = image -> diagnosed(image, "1");
        byte[] foreign = "poison".getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(bytes(image("cut")), 20);
        // 1. two poison pills, 2. a good image
        TestInputTopic<String, byte[]> raw =
                driver.createInputTopic(Topics.IMAGES.name(), new StringSerializer(), new ByteArraySerializer());
        raw.pipeInput("foreign", foreign);
        raw.pipeInput("cut", cut);
        images.pipeInput("i", image("i"));
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

    @Test
    void whatIsOursStopsTheThreadAndSettlesNothing() {
        stage.script = image -> {
            throw new StageUnavailableException("the object store is away", new IOException());
        };
        assertThatThrownBy(() -> images.pipeInput("i", image("i"))).hasRootCauseInstanceOf(IOException.class);
        assertThat(diagnoses.isEmpty()).isTrue();
        assertThat(rejections.isEmpty()).isTrue();
        assertThat(driver.getKeyValueStore(InferenceTopology.SETTLED_STORE).get("i"))
                .isNull();
    }

    private double count(String outcome) {
        return metrics.find("inference.images").tag("outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static ImageReceived image(String id) {
        return ImageReceived.newBuilder()
                .setEventId("event-" + id)
                .setOccurredAt(Instant.EPOCH)
                .setImageId(id)
                .setObject(new ObjectReference("bucket", id, 1L, "00"))
                .setMediaType("image/png")
                .setWidth(1)
                .setHeight(1)
                .setSource("test")
                .build();
    }

    private static byte[] bytes(ImageReceived image) {
        try (Serializer<ImageReceived> serializer =
                Topics.IMAGES.valueSerde(REGISTRY).serializer()) {
            return serializer.serialize(Topics.IMAGES.name(), image);
        }
    }

    private static Outcome diagnosed(ImageReceived image, String model) {
        return new Outcome.Diagnosed(DiagnosisMade.newBuilder()
                .setEventId("diagnosis-" + image.getImageId())
                .setOccurredAt(Instant.EPOCH)
                .setImageId(image.getImageId())
                .setFinding(Finding.NORMAL)
                .setProbability(0.1)
                .setThreshold(0.5)
                .setModel(new ModelReference("m", model, "00"))
                .setTimings(new StageTimings(0L, 0L, 0L, 0L))
                .build());
    }

    private static Outcome rejected(ImageReceived image, boolean retryable) {
        return new Outcome.Rejected(ImageRejected.newBuilder()
                .setEventId("rejection-" + image.getImageId())
                .setOccurredAt(Instant.EPOCH)
                .setImageId(image.getImageId())
                .setStage(Stage.DECODE)
                .setReasonCode("CORRUPT")
                .setMessage("broken")
                .setRetryable(retryable)
                .build());
    }

    private static final class ScriptedStage implements ImageStage {
        private Function<ImageReceived, Outcome> script;
        private String reader = "the first model";

        @Override
        public String reader() {
            return reader;
        }

        @Override
        public Outcome read(ImageReceived image) {
            return script.apply(image);
        }
    }
}
