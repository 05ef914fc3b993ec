package org.xraystream.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.schemas.DeadLetter;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.Settings;
import org.xraystream.teststack.Server;
import org.xraystream.teststack.TestServers;

/** The commands on a real broker. Each test has letters of its own reasons. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeadLettersIT {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @TempDir
    static Path folder;

    private TestServers broker;
    private KafkaSettings kafka;
    private Path config;

    @BeforeAll
    void start() throws Exception {
        broker = TestServers.start(folder.resolve("stack"), Server.KAFKA);
        config = ConnectionFile.write(
                folder,
                Map.of(
                        "kafka.bootstrap-servers",
                        broker.endpoints().kafka().bootstrapServers(),
                        "kafka.schema-registry-url",
                        NOWHERE.toString()));
        kafka = KafkaSettings.from(Settings.load(Optional.of(config), Map.of()));
        KafkaConnection.open(kafka).close();
    }

    @AfterAll
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void lettersAreListedSelectedAndSentAgainOnceAsTheyCame() throws Exception {
        letter("xray.images", "listed: odd", "a");
        letter("xray.images", "listed: cut", "b");
        letter("xray.diagnoses", "listed: odd", "c");

        assertThat(command("list", "--reason", "LISTED")).hasSize(3);
        assertThat(command("list", "--reason", "listed", "--topic", "xray.diagnoses"))
                .hasSize(1);
        assertThat(command("redrive", "--reason", "listed: odd", "--dry-run")).hasSize(2);
        assertThat(arrived("xray.images", "a", "b")).isEmpty();

        JsonNode sent = command("redrive", "--reason", "listed: odd", "--topic", "xray.images");

        assertThat(sent).hasSize(1);
        assertThat(sent.at("/0/service").asText()).isEqualTo("a-service");
        assertThat(sent.at("/0/fromTopic").asText()).isEqualTo("xray.images");
        assertThat(sent.at("/0/fromPartition").asInt()).isEqualTo(2);
        assertThat(sent.at("/0/fromOffset").asLong()).isEqualTo(7);
        ConsumerRecord<byte[], byte[]> again = arrived("xray.images", "a", "b").get(0);
        assertThat(again.key()).isEqualTo("a".getBytes(UTF_8));
        assertThat(again.value()).isEqualTo("value of a".getBytes(UTF_8));
        assertThat(again.headers().toArray()).extracting(header -> header.key()).containsExactly("traceparent");

        assertThat(command("redrive", "--reason", "listed: odd", "--topic", "xray.images"))
                .isEmpty();
        assertThat(command("redrive", "--reason", "listed")).hasSize(2);
        assertThat(command("list", "--reason", "listed")).isEmpty();
        assertThat(arrived("xray.images", "a", "b")).hasSize(2);
        assertThat(arrived("xray.diagnoses", "c")).hasSize(1);
    }

    @Test
    void whatACommandThatDiedHadBegunIsSentOnceByTheNext() throws Exception {
        letter("xray.images", "half sent", "d");
        ConsumerRecord<byte[], byte[]> letter =
                arrived(Topics.DEAD_LETTERS.name(), "d").get(0);
        // it is still open when the next command begins
        try (Producer<byte[], byte[]> dead =
                producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "xraystream-dead-letters"))) {
            dead.initTransactions();
            dead.beginTransaction();
            dead.send(DeadLetter.read(letter.headers()).orElseThrow().original(letter))
                    .get();
            dead.send(DeadLetter.sentAgain(letter)).get();

            assertThat(command("redrive", "--reason", "half sent")).hasSize(1);
        }

        assertThat(command("redrive", "--reason", "half sent")).isEmpty();
        assertThat(arrived("xray.images", "d")).hasSize(1);
    }

    @Test
    void aLetterFromNowhereIsRefusedByName() throws Exception {
        letter("somebody-elses", "misled", "e");

        Ended ended = run("redrive", "--reason", "misled");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.errors()).contains("somebody-elses").hasLineCount(1);
        assertThat(command("list", "--reason", "misled")).hasSize(1);
    }

    private void letter(String topic, String reason, String key) throws Exception {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(topic, 2, 7, key.getBytes(UTF_8), ("value of " + key).getBytes(UTF_8));
        record.headers().add("traceparent", "00-trace".getBytes(UTF_8));
        try (Producer<byte[], byte[]> producer = producer(Map.of())) {
            producer.send(DeadLetter.of(record, "a-service", reason)).get();
        }
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> own) {
        return new KafkaProducer<>(kafka.clientProperties(own), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private record Ended(int status, String errors) {}

    private Ended run(String... arguments) {
        List<String> line = new ArrayList<>(List.of("dead-letters"));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--config", config.toString()));
        StringWriter errors = new StringWriter();
        int status = Xraystream.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors))
                .execute(line.toArray(String[]::new));
        return new Ended(status, errors.toString());
    }

    /** What the command writes for machines. */
    private JsonNode command(String... arguments) throws Exception {
        Path json = folder.resolve("letters.json");
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--json", json.toString()));
        assertThat(run(line.toArray(String[]::new))).isEqualTo(new Ended(0, ""));
        return new ObjectMapper().readTree(Files.readAllBytes(json));
    }

    /** Every committed record of a topic that has one of these keys. */
    private List<ConsumerRecord<byte[], byte[]>> arrived(String topic, String... keys) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                kafka.clientProperties(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.value() != null && List.of(keys).contains(new String(record.key(), UTF_8))) {
                        found.add(record);
                    }
                }
            }
            return found;
        }
    }
}
