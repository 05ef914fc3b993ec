package org.xraystream.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.Priority;
import org.xraystream.schemas.Topics;

final class EventDecoderTest {
    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://event-decoder");
    private static final ImageReceived IMAGE = SampleEvents.image("a", 0, Priority.URGENT);

    @Test
    void anEventIsDecoded() throws AwayException {
        assertThat(decode(REGISTRY, good())).isEqualTo(new Decoded.Event(new TopicEvent("xray.images", IMAGE)));
    }

    @Test
    void truncatedForeignAndAbsentValuesAreUnreadable() throws AwayException {
        byte[] unknownSchema = good();
        unknownSchema[1] = 0x7f;
        byte[] endless = Arrays.copyOf(good(), 15);
        Arrays.fill(endless, 5, 15, (byte) 0xff);

        assertThat(decode(REGISTRY, Arrays.copyOf(good(), 20))).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(REGISTRY, new byte[] {0, 0})).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(REGISTRY, endless)).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(REGISTRY, "not Avro".getBytes(UTF_8))).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(REGISTRY, unknownSchema)).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(REGISTRY, null)).isEqualTo(new Decoded.Unreadable("The record has no value."));
    }

    @Test
    void aRegistryThatIsAwayIsNotTheRecordsFault() {
        Map<String, String> nobodyListens = Map.of("schema.registry.url", "http://127.0.0.1:9");

        assertThatThrownBy(() -> decode(nobodyListens, good()))
                .isInstanceOf(AwayException.class)
                .hasMessageContaining("schema registry");
    }

    private static byte[] good() {
        try (Serializer<ImageReceived> serializer =
                Topics.IMAGES.valueSerde(REGISTRY).serializer()) {
            return serializer.serialize(Topics.IMAGES.name(), IMAGE);
        }
    }

    private static Decoded decode(Map<String, String> registry, byte[] value) throws AwayException {
        try (EventDecoder decoder = new EventDecoder(registry)) {
            return decoder.decode(new ConsumerRecord<>(Topics.IMAGES.name(), 0, 0, new byte[0], value));
        }
    }
}
