package org.xraystream.schemas;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Confluent's Avro serde for generated event classes. On the wire: magic byte 0, the schema's id as four bytes, the
 * Avro binary encoding; subjects are {@code TOPIC-value}, also where a copy of the record goes to another topic, such
 * as the changelog of a state store.
 */
final class AvroSerdes {
    private AvroSerdes() {}

    static <V extends SpecificRecord> Serde<V> forEvents(String topic, Class<V> type, Map<String, ?> registry) {
        Map<String, Object> settings = new HashMap<>(registry);
        settings.put("specific.avro.reader", true);
        settings.put("avro.remove.java.properties", true);
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(settings, false);
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(settings, false);
        return Serdes.serdeFrom(
                new TypedSerializer<>(topic, serializer), new TypedDeserializer<>(topic, type, deserializer));
    }

    private record TypedSerializer<V>(String home, KafkaAvroSerializer delegate) implements Serializer<V> {
        @Override
        public byte[] serialize(String topic, V value) {
            return delegate.serialize(home, value);
        }

        @Override
        public void close() {
            delegate.close();
        }
    }

    private record TypedDeserializer<V extends SpecificRecord>(
            String home, Class<V> type, KafkaAvroDeserializer delegate) implements Deserializer<V> {
        @Override
        public V deserialize(String topic, byte[] bytes) {
            return type.cast(
                    delegate.deserialize(home, bytes, SpecificData.get().getSchema(type)));
        }

        @Override
        public void close() {
            delegate.close();
        }
    }
}
