package org.xraystream.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Leaves a record, an object, a row and a schema in the four parts, and looks for them again. */
@SuppressWarnings("try") // MinioClient.close() declares Exception
final class Traces {
    static final String BUCKET = "radiographs";
    static final String OBJECT = "2026/11/film.png";
    static final String TOPIC = "xray.images";
    static final String SUBJECT = "xray.images-value";
    static final String SCHEMA = """
            {"type":"record","name":"Film","fields":[{"name":"id","type":"string"}]}""";

    private final InfrastructureEndpoints endpoints;

    Traces(InfrastructureEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    void leave() throws Exception {
        leaveRecord();
        leaveObject();
        leaveRow();
        leaveSchema();
    }

    void assertFound() throws Exception {
        assertThat(records())
                .extracting(ConsumerRecord::key, ConsumerRecord::value)
                .containsExactly(tuple("key", "value"));
        assertThat(object()).isEqualTo("pixels");
        assertThat(rows()).isEqualTo(1);
        HttpResponse<String> schema = registry().get("/subjects/" + SUBJECT + "/versions/1");
        assertThat(schema.statusCode()).isEqualTo(200);
        assertThat(schema.body()).contains("Film").contains("\"id\":1");
        // asked for again it has the id that records on the wire carry
        assertThat(registry().register(SUBJECT, SCHEMA).body()).contains("\"id\":1");
    }

    private void leaveRecord() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", endpoints.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", endpoints.kafka().bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "key", "value")).get();
        }
    }

    private List<ConsumerRecord<String, String>> records() {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", endpoints.kafka().bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).records(partition);
        }
    }

    private void leaveObject() throws Exception {
        try (MinioClient client = objectStore(endpoints.objectStore().secretKey())) {
            client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
            byte[] pixels = "pixels".getBytes(UTF_8);
            client.putObject(PutObjectArgs.builder()
                    .bucket(BUCKET)
                    .object(OBJECT)
                    .data(pixels, pixels.length)
                    .build());
        }
    }

    private String object() throws Exception {
        try (MinioClient client = objectStore(endpoints.objectStore().secretKey());
                var content = client.getObject(
                        GetObjectArgs.builder().bucket(BUCKET).object(OBJECT).build())) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    MinioClient objectStore(String secretKey) {
        ObjectStoreEndpoint store = endpoints.objectStore();
        return MinioClient.builder()
                .endpoint(store.url().toString())
                .region(store.region())
                .credentials(store.accessKey(), secretKey)
                .build();
    }

    boolean bucketExists(String secretKey) throws Exception {
        try (MinioClient client = objectStore(secretKey)) {
            return client.bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build());
        }
    }

    private void leaveRow() throws Exception {
        try (Connection connection = database(endpoints.database().password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE films (id text PRIMARY KEY)");
            statement.execute("INSERT INTO films VALUES ('film')");
        }
    }

    private int rows() throws Exception {
        return Integer.parseInt(query("SELECT count(*) FROM films"));
    }

    String query(String sql) throws Exception {
        try (Connection connection = database(endpoints.database().password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    Connection database(String password) throws Exception {
        return DriverManager.getConnection(
                endpoints.database().jdbcUrl(), endpoints.database().user(), password);
    }

    private void leaveSchema() throws Exception {
        assertThat(registry().register(SUBJECT, SCHEMA).statusCode()).isEqualTo(200);
    }

    RegistryClient registry() {
        return new RegistryClient(endpoints.schemaRegistry().url());
    }
}
