package org.xraystream.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.xraystream.events.Finding;
import org.xraystream.events.Priority;
import org.xraystream.schemas.DeadLetter;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;

/** The loop on a real database; the broker is Kafka's own mock, and each test decides when it polls. */
final class SinkLoopIT {
    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://sink-loop");
    private static final TopicPartition IMAGES = new TopicPartition(Topics.IMAGES.name(), 0);
    private static final TopicPartition SHADOWS = new TopicPartition(Topics.SHADOW_DIAGNOSES.name(), 0);
    private static final TopicPartition DIAGNOSES = new TopicPartition(Topics.DIAGNOSES.name(), 0);

    @TempDir
    static Path folder;

    private static TestDatabase database;

    private final AtomicBoolean databaseAway = new AtomicBoolean();
    private final MockProducer<byte[], byte[]> deadLetters =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private SimpleMeterRegistry metrics;
    private MockConsumer<byte[], byte[]> consumer;
    private EventDecoder decoder;
    private SinkLoop loop;

    @BeforeAll
    static void startDatabase() {
        database = TestDatabase.start(folder.resolve("stack"));
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void start() throws SQLException {
        ResultsTables tables = ResultsTables.migrate(new FragileDataSource());
        database.clear();
        startLoop(tables, REGISTRY);
    }

    private void startLoop(ResultsTables tables, Map<String, String> registry) {
        metrics = new SimpleMeterRegistry();
        decoder = new EventDecoder(registry);
        consumer = new MockConsumer<>("earliest");
        BatchWriter writer = new BatchWriter(decoder, tables, new DeadLetters(deadLetters));
        loop = new SinkLoop(consumer, writer, new SinkMetrics(metrics), Duration.ofMillis(200));
        loop.subscribe(Set.of(IMAGES.topic(), DIAGNOSES.topic(), SHADOWS.topic()));
        assign(IMAGES, DIAGNOSES);
    }

    private void assign(TopicPartition... partitions) {
        consumer.rebalance(List.of(partitions));
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        for (TopicPartition partition : partitions) {
            beginnings.put(partition, 0L);
        }
        consumer.updateBeginningOffsets(beginnings);
    }

    @AfterEach
    void stop() {
        decoder.close();
        consumer.close();
        deadLetters.close();
    }

    /** The same database, which the test can take away. */
    private final class FragileDataSource extends PGSimpleDataSource {
        private static final long serialVersionUID = 1;

        FragileDataSource() {
            PGSimpleDataSource real = database.dataSource();
            setUrl(real.getUrl());
            setUser(real.getUser());
            setPassword(real.getPassword());
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (databaseAway.get()) {
                throw new SQLException("Connection refused", "08001");
            }
            return super.getConnection();
        }
    }

    @Test
    void aBatchIsStoredAndThenItsOffsetsCommitted() throws Exception {
        add(IMAGES, 0, "a", bytes(Topics.IMAGES, SampleEvents.image("a", 0, Priority.ROUTINE)));
        add(DIAGNOSES, 0, "a", bytes(Topics.DIAGNOSES, SampleEvents.diagnosis("a", 1, Finding.NORMAL, 0.1)));

        loop.pollOnce();

        assertThat(stored()).containsExactly("a");
        assertThat(committed(IMAGES)).isEqualTo(1);
        assertThat(committed(DIAGNOSES)).isEqualTo(1);
        assertThatCode(() -> loop.check()).doesNotThrowAnyException();
    }

    @Test
    void theShadowsResultsAreCountedAndStoredOnTheirOwn() throws Exception {
        assign(DIAGNOSES, SHADOWS);
        add(DIAGNOSES, 0, "a", diagnosis("a"));
        add(SHADOWS, 0, "a", bytes(Topics.SHADOW_DIAGNOSES, SampleEvents.diagnosis("a", 2, Finding.PNEUMONIA, 0.9)));

        loop.pollOnce();

        assertThat(database.query("SELECT finding FROM diagnoses")).containsExactly(List.of("NORMAL"));
        assertThat(database.query("SELECT finding FROM shadow_diagnoses")).containsExactly(List.of("PNEUMONIA"));
        assertThat(committed(SHADOWS)).isEqualTo(1);
        assertSums(2);
    }

    @Test
    void anUnreadableRecordBecomesADeadLetterAsItCameAndTheGoodOnesGoOn() throws Exception {
        byte[] garbage = "no event".getBytes(UTF_8);
        add(DIAGNOSES, 0, "a", diagnosis("a"));
        addWithHeader(DIAGNOSES, 1, "b", garbage, "traceparent", "00-trace");
        add(DIAGNOSES, 2, "c", diagnosis("c"));

        loop.pollOnce();

        assertThat(stored()).containsExactly("a", "c");
        assertThat(committed(DIAGNOSES)).isEqualTo(3);
        ProducerRecord<byte[], byte[]> letter = onlyDeadLetter();
        assertThat(letter.topic()).isEqualTo("xray.dead-letters");
        assertThat(letter.key()).isEqualTo("b".getBytes(UTF_8));
        assertThat(letter.value()).isEqualTo(garbage);
        assertThat(header(letter, "traceparent")).isEqualTo("00-trace");
        DeadLetter why = DeadLetter.read(letter.headers()).orElseThrow();
        assertThat(why.service()).isEqualTo("results-sink");
        assertThat(why.topic()).isEqualTo(DIAGNOSES.topic());
        assertThat(why.partition()).isEqualTo(DIAGNOSES.partition());
        assertThat(why.offset()).isEqualTo(1);
        assertThat(why.reason()).contains("no event of this topic");
        assertSums(3);
    }

    @Test
    void anEventThatNoTableCanTakeBecomesADeadLetterAndTheGoodOnesGoOn() throws Exception {
        add(DIAGNOSES, 0, "a", diagnosis("a"));
        add(DIAGNOSES, 1, "b", diagnosis("a nul\0 character"));
        add(DIAGNOSES, 2, "c", diagnosis("c"));

        loop.pollOnce();

        assertThat(stored()).containsExactly("a", "c");
        assertThat(DeadLetter.read(onlyDeadLetter().headers()).orElseThrow().reason())
                .contains("The database refuses the event")
                .doesNotContain("INSERT INTO");
        assertThat(committed(DIAGNOSES)).isEqualTo(3);
        assertSums(3);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsCommittedLostOrReportedTwice() throws Exception {
        databaseAway.set(true);
        add(DIAGNOSES, 0, "a", diagnosis("a"));
        add(DIAGNOSES, 1, "b", "no event".getBytes(UTF_8));

        loop.pollOnce();
        loop.pollOnce();

        assertThat(consumer.paused()).containsExactlyInAnyOrder(IMAGES, DIAGNOSES);
        assertThat(consumer.committed(Set.of(DIAGNOSES)).get(DIAGNOSES)).isNull();
        assertThatThrownBy(() -> loop.check()).hasMessageContaining("Connection refused");
        assertSums(2);

        databaseAway.set(false);
        loop.pollOnce();

        assertThat(stored()).containsExactly("a");
        assertThat(deadLetters.history()).hasSize(1);
        assertThat(consumer.paused()).isEmpty();
        assertThat(committed(DIAGNOSES)).isEqualTo(2);
        assertThatCode(() -> loop.check()).doesNotThrowAnyException();
        assertThat(metrics.get("sink.retries").counter().count()).isEqualTo(2);
        assertSums(2);
    }

    @Test
    void whileTheRegistryIsAwayARecordIsNoDeadLetter() throws Exception {
        stop();
        startLoop(ResultsTables.migrate(database.dataSource()), Map.of("schema.registry.url", "http://127.0.0.1:9"));
        add(DIAGNOSES, 0, "a", diagnosis("a"));

        loop.pollOnce();

        assertThat(deadLetters.history()).isEmpty();
        assertThat(consumer.committed(Set.of(DIAGNOSES)).get(DIAGNOSES)).isNull();
        assertThatThrownBy(() -> loop.check()).hasMessageContaining("schema registry");
    }

    @Test
    void recordsOfAPartitionThatIsTakenAwayAreReadAgain() throws Exception {
        databaseAway.set(true);
        add(DIAGNOSES, 0, "a", diagnosis("a"));
        loop.pollOnce();

        consumer.rebalance(List.of(IMAGES));
        databaseAway.set(false);
        loop.pollOnce();

        assertThat(stored()).isEmpty();
        assertThat(consumer.paused())
                .as("the next records must not wait for ever")
                .doesNotContain(IMAGES);
        assertThat(ended("returned")).isEqualTo(1);
        assertSums(1);

        assign(IMAGES, DIAGNOSES);
        add(DIAGNOSES, 0, "a", diagnosis("a"));
        loop.pollOnce();

        assertThat(stored()).containsExactly("a");
        assertSums(2);
    }

    @Test
    void aRecordThatIsReadAgainIsCountedAsRepeated() throws Exception {
        add(DIAGNOSES, 0, "a", diagnosis("a"));
        add(DIAGNOSES, 1, "a", diagnosis("a"));

        loop.pollOnce();

        assertThat(ended("stored")).isEqualTo(1);
        assertThat(ended("repeated")).isEqualTo(1);
        assertSums(2);
    }

    private void assertSums(int read) {
        assertThat(metrics.get("sink.read").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .isEqualTo(read);
        double ended = metrics.find("sink.records").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
        assertThat(ended + metrics.get("sink.batch").gauge().value()).isEqualTo(read);
    }

    private double ended(String outcome) {
        return metrics.get("sink.records")
                .tags("topic", DIAGNOSES.topic(), "outcome", outcome)
                .counter()
                .count();
    }

    private static byte[] diagnosis(String imageId) {
        return bytes(Topics.DIAGNOSES, SampleEvents.diagnosis(imageId, 1, Finding.NORMAL, 0.1));
    }

    private static <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V event) {
        try (Serializer<V> serializer = topic.valueSerde(REGISTRY).serializer()) {
            return serializer.serialize(topic.name(), event);
        }
    }

    private void add(TopicPartition partition, long offset, String key, byte[] value) {
        consumer.addRecord(
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key.getBytes(UTF_8), value));
    }

    private void addWithHeader(
            TopicPartition partition, long offset, String key, byte[] value, String name, String header) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key.getBytes(UTF_8), value);
        record.headers().add(name, header.getBytes(UTF_8));
        consumer.addRecord(record);
    }

    private ProducerRecord<byte[], byte[]> onlyDeadLetter() {
        assertThat(deadLetters.history()).hasSize(1);
        return deadLetters.history().get(0);
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static List<Object> stored() throws SQLException {
        return database.query("SELECT image_id FROM diagnoses ORDER BY 1").stream()
                .map(row -> row.get(0))
                .toList();
    }

    private long committed(TopicPartition partition) {
        OffsetAndMetadata offset = consumer.committed(Set.of(partition)).get(partition);
        return offset.offset();
    }
}
