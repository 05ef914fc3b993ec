package org.xraystream.sink;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.xraystream.schemas.DecodingFailure;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;

/** Turns the bytes of the five topics into events, one record at a time. Not thread-safe. */
final class EventDecoder implements AutoCloseable {
    private static final List<Topic<? extends SpecificRecord>> TOPICS =
            List.of(Topics.IMAGES, Topics.DIAGNOSES, Topics.REJECTIONS, Topics.CORRECTIONS, Topics.MODELS);

    private final Map<String, Deserializer<? extends SpecificRecord>> deserializers;

    /** @param registry settings of the Schema Registry client */
    EventDecoder(Map<String, String> registry) {
        deserializers = TOPICS.stream()
                .collect(Collectors.toMap(
                        Topic::name, topic -> topic.valueSerde(registry).deserializer()));
    }

    /** The topics whose records can be decoded. */
    Set<String> topics() {
        return deserializers.keySet();
    }

    /** @throws AwayException if the schema registry does not answer, which says nothing about the record */
    Decoded decode(ConsumerRecord<byte[], byte[]> record) throws AwayException {
        if (record.value() == null) {
            return new Decoded.Unreadable("The record has no value.");
        }
        try {
            return new Decoded.Event(deserializers.get(record.topic()).deserialize(record.topic(), record.value()));
        } catch (RuntimeException e) {
            if (DecodingFailure.isOutage(e)) {
                throw new AwayException("The schema registry does not answer: " + e.getMessage(), e);
            }
            return new Decoded.Unreadable(DecodingFailure.reason(e));
        }
    }

    @Override
    public void close() {
        deserializers.values().forEach(Deserializer::close);
    }
}
