package org.xraystream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;

final class TopicsTest {
    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://topics");

    @Test
    void namesAreThoseOfTheDesign() {
        assertThat(Topics.all())
                .extracting(Topic::name)
                .containsExactly(
                        "xray.images",
                        "xray.diagnoses",
                        "xray.rejections",
                        "xray.corrections",
                        "xray.models",
                        "xray.shadow-diagnoses",
                        "xray.drift",
                        "xray.dead-letters");
        assertThat(Topics.MODELS.retention()).isEqualTo(Topic.Retention.COMPACT);
    }

    @Test
    void anEventSurvivesConfluentsWireFormat() {
        LabelCorrected event = LabelCorrected.newBuilder()
                .setEventId("e")
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setImageId("i")
                .setLabel(Label.NORMAL)
                .setReaderPseudonym("r")
                .setModelResultSeen(true)
                .build();
        try (Serde<LabelCorrected> serde = Topics.CORRECTIONS.valueSerde(REGISTRY)) {
            byte[] bytes = serde.serializer().serialize("xray.corrections", event);

            assertThat(bytes[0]).as("magic byte").isZero();
            assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).as("schema id").isPositive();
            assertThat(serde.deserializer().deserialize("xray.corrections", bytes))
                    .isEqualTo(event);
        }
    }

    @Test
    void whatIsNoEventIsRefused() {
        try (Serde<LabelCorrected> serde = Topics.CORRECTIONS.valueSerde(REGISTRY)) {
            assertThatThrownBy(() -> serde.deserializer().deserialize("xray.corrections", new byte[] {1, 2, 3}))
                    .isInstanceOf(SerializationException.class);
        }
    }
}
