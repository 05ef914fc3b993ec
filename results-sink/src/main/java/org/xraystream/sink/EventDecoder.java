package org.xraystream.sink;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.xraystream.schemas.DecodingFailure;

/** Turns the bytes of the topics that have a table into events, one record at a time. Not thread-safe. */
final class EventDecoder implements AutoCloseable {
    private final Map<String, Deserializer<? extends SpecificRecord>> deserializers;

    /** @param registry settings of the Schema Registry client */
    EventDecoder(Map<String, String> registry) {
        deserializers = EventTables.all().stream()
                .map(EventTable::topic)
                .collect(Collectors.toMap(
                        topic -> topic.name(),
                        topic -> topic.valueSerde(registry).deserializer()));
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
            Deserializer<? extends SpecificRecord> deserializer = deserializers.get(record.topic());
            return new Decoded.Event(
                    new TopicEvent(record.topic(), deserializer.deserialize(record.topic(), record.value())));
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
