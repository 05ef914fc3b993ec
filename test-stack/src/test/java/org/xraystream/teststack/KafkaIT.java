package org.xraystream.teststack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;

/** What the services rely on in a broker: transactions above all. It holds for the embedded one and for the image's. */
@ParameterizedClass
@EnumSource(ServerKind.class)
final class KafkaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static TestServers servers;
    private static Admin admin;

    private TopicPartition partition;

    KafkaIT(ServerKind kind) {
        assertThat(kind).isNotNull();
    }

    @BeforeParameterizedClassInvocation
    static void start(ServerKind kind) {
        servers = TestServers.start(kind, folder.resolve("servers"), Server.KAFKA);
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        admin.close();
        servers.close();
    }

    private static String bootstrapServers() {
        return servers.endpoints().kafka().bootstrapServers();
    }

    @BeforeEach
    void makeATopic(TestInfo test) throws Exception {
        partition = new TopicPartition(test.getTestMethod().orElseThrow().getName(), 0);
        admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1)))
                .all()
                .get();
    }

    @Test
    void onlyWhatIsCommittedIsRead() throws Exception {
        try (KafkaProducer<String, String> producer = producer(PATIENCE)) {
            producer.beginTransaction();
            producer.send(record("aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(record("committed")).get();
            producer.commitTransaction();
        }

        assertThat(readUntil("committed")).containsExactly("committed");
    }

    @Test
    void offsetsAreCommittedWithTheResultsOrNotAtAll() throws Exception {
        String group = partition.topic();
        try (KafkaProducer<String, String> producer = producer(PATIENCE);
                KafkaConsumer<String, String> member = consumer(group)) {
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(offset(5), member.groupMetadata());
            producer.abortTransaction();
            assertThat(member.committed(Set.of(partition)).get(partition)).isNull();

            producer.beginTransaction();
            producer.send(record("result")).get();
            producer.sendOffsetsToTransaction(offset(7), member.groupMetadata());
            producer.commitTransaction();
        }

        // a committed transaction's offsets become readable a moment later; what is stable waits for that
        assertThat(admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata()
                        .get())
                .isEqualTo(offset(7));
    }

    @Test
    void anInstanceThatWasReplacedCanCommitNothing() throws Exception {
        try (KafkaProducer<String, String> old = producer(PATIENCE)) {
            old.beginTransaction();
            old.send(record("of the old one")).get();
            try (KafkaProducer<String, String> successor = producer(PATIENCE)) {
                assertThatThrownBy(old::commitTransaction).isInstanceOf(ProducerFencedException.class);
                successor.beginTransaction();
                successor.send(record("of its successor")).get();
                successor.commitTransaction();
            }
        }

        assertThat(readUntil("of its successor")).containsExactly("of its successor");
    }

    @Test
    void aTransactionThatNobodyEndsHoldsReadersUpOnlyUntilItsTimeOut() throws Exception {
        try (KafkaProducer<String, String> dead = producer(Duration.ofSeconds(1));
                KafkaProducer<String, String> alive = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            dead.beginTransaction();
            dead.send(record("never committed")).get();
            alive.send(record("behind it")).get();

            assertThat(readUntil("behind it")).containsExactly("behind it");
        }
    }

    @Test
    void theServicesTopicsAreMadeAsTheCatalogueSays() throws Exception {
        KafkaSettings settings =
                new KafkaSettings(bootstrapServers(), 3, (short) 1, Duration.ofSeconds(6), Map.of(), Map.of());

        KafkaConnection.open(settings).close();
        KafkaConnection.open(settings).close();

        List<String> names = Topics.all().stream().map(Topic::name).toList();
        Map<String, TopicDescription> made =
                admin.describeTopics(names).allTopicNames().get();
        assertThat(made.get(Topics.IMAGES.name()).partitions()).hasSize(3);
        ConfigResource models = new ConfigResource(ConfigResource.Type.TOPIC, Topics.MODELS.name());
        assertThat(admin.describeConfigs(List.of(models))
                        .all()
                        .get()
                        .get(models)
                        .get("cleanup.policy")
                        .value())
                .isEqualTo("compact");
    }

    private ProducerRecord<String, String> record(String value) {
        return new ProducerRecord<>(partition.topic(), partition.partition(), "key", value);
    }

    private Map<TopicPartition, OffsetAndMetadata> offset(long position) {
        return Map.of(partition, new OffsetAndMetadata(position));
    }

    private KafkaProducer<String, String> producer(Duration transactionLimit) {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        partition.topic(),
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        (int) transactionLimit.toMillis()),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        return producer;
    }

    private static KafkaConsumer<String, String> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    /** What a reader of committed records sees from the beginning up to this value. */
    private List<String> readUntil(String last) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer("readers")) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
                return values.contains(last);
            });
        }
        return values;
    }
}
