package org.xraystream.teststack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Serde;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.DriftMeasured;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ModelReleased;
import org.xraystream.schemas.Topics;

/** What the services rely on in a schema registry, by Confluent's client: for the embedded one and for the image's. */
@ParameterizedClass
@EnumSource(ServerKind.class)
final class SchemaRegistryIT {
    private static final String ID = "{\"name\":\"id\",\"type\":\"string\"}";

    @TempDir
    static Path folder;

    private static TestServers servers;

    private CachedSchemaRegistryClient registry;
    private String subject;

    SchemaRegistryIT(ServerKind kind) {
        assertThat(kind).isNotNull();
    }

    @BeforeParameterizedClassInvocation
    static void start(ServerKind kind) {
        servers = TestServers.start(kind, folder.resolve("servers"), Server.SCHEMA_REGISTRY);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        servers.close();
    }

    private static String url() {
        return servers.endpoints().schemaRegistry().url().toString();
    }

    @BeforeEach
    void connect(TestInfo test) {
        registry = new CachedSchemaRegistryClient(url(), 10);
        subject = test.getTestMethod().orElseThrow().getName() + "-value";
    }

    @Test
    void aSchemaIsFoundByItsIdAndKeepsIt() throws Exception {
        int id = registry.register(subject, film(ID));

        CachedSchemaRegistryClient another = new CachedSchemaRegistryClient(url(), 10);
        assertThat(another.getSchemaById(id).rawSchema()).isEqualTo(film(ID).rawSchema());
        assertThat(another.register(subject, film(ID))).isEqualTo(id);
        assertThat(another.getAllVersions(subject)).containsExactly(1);
    }

    @Test
    void anIdThatWasNeverGivenIsUnknown() {
        assertRefused(404, () -> registry.getSchemaById(987_654));
    }

    @Test
    void aFieldOfAnotherTypeIsRefused() throws Exception {
        registry.register(subject, film(ID));

        assertRefused(409, () -> registry.register(subject, film("{\"name\":\"id\",\"type\":\"long\"}")));
    }

    @Test
    void aNewFieldNeedsADefaultAndSoDoesOneThatGoes() throws Exception {
        registry.register(subject, film(ID));

        assertRefused(409, () -> registry.register(subject, film(ID, "{\"name\":\"view\",\"type\":\"string\"}")));
        assertRefused(409, () -> registry.register(subject, film()));
        registry.register(subject, film(ID, "{\"name\":\"view\",\"type\":\"string\",\"default\":\"\"}"));
        assertThat(registry.getAllVersions(subject)).containsExactly(1, 2);
    }

    @Test
    void aSchemaMustGoWithEveryVersionNotOnlyTheLast() throws Exception {
        registry.register(subject, film(ID, "{\"name\":\"view\",\"type\":\"string\",\"default\":\"\"}"));
        registry.register(subject, film(ID));

        assertRefused(
                409, () -> registry.register(subject, film(ID, "{\"name\":\"view\",\"type\":\"int\",\"default\":0}")));
    }

    @Test
    void everyEventOfTheCatalogueIsTaken() throws Exception {
        for (Schema schema : List.of(
                ImageReceived.getClassSchema(),
                DiagnosisMade.getClassSchema(),
                ImageRejected.getClassSchema(),
                LabelCorrected.getClassSchema(),
                ModelReleased.getClassSchema(),
                DriftMeasured.getClassSchema())) {
            String event = schema.getName() + "-value";
            int id = registry.register(event, new AvroSchema(schema));

            assertThat(registry.getSchemaById(id).rawSchema()).isEqualTo(schema);
        }
    }

    @Test
    void anEventIsReadAsItWasWritten() {
        LabelCorrected event = LabelCorrected.newBuilder()
                .setEventId("correction")
                .setOccurredAt(Instant.parse("2026-03-01T08:00:00.123456Z"))
                .setImageId("image")
                .setLabel(Label.PNEUMONIA)
                .setReaderPseudonym("reader")
                .setModelResultSeen(true)
                .build();
        Map<String, String> settings = Map.of("schema.registry.url", url());
        try (Serde<LabelCorrected> writer = Topics.CORRECTIONS.valueSerde(settings);
                Serde<LabelCorrected> reader = Topics.CORRECTIONS.valueSerde(settings)) {
            byte[] bytes = writer.serializer().serialize(Topics.CORRECTIONS.name(), event);

            assertThat(reader.deserializer().deserialize(Topics.CORRECTIONS.name(), bytes))
                    .isEqualTo(event);
        }
    }

    private static AvroSchema film(String... fields) {
        return new AvroSchema("{\"type\":\"record\",\"name\":\"Film\",\"fields\":[" + String.join(",", fields) + "]}");
    }

    private static void assertRefused(int status, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        RestClientException.class,
                        refused -> assertThat(refused.getStatus()).isEqualTo(status));
    }
}
