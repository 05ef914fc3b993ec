package org.xraystream.sink;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.serialization.Deserializer;
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
            if (isRegistryAway(e)) {
                throw new AwayException("The schema registry does not answer: " + message(e), e);
            }
            return new Decoded.Unreadable("The value is no event of this topic: " + message(e));
        }
    }

    /**
     * The serde reports the registry's state as one of Kafka's API exceptions, as a REST error of the server or as an
     * I/O error; but Avro too reports malformed bytes as I/O errors, and those are the record's own.
     */
    private static boolean isRegistryAway(RuntimeException e) {
        return e instanceof ApiException
                || hasCause(e, cause -> cause instanceof RestClientException rest && rest.getStatus() >= 500)
                || hasCause(e, cause -> cause instanceof IOException && !isAboutTheBytes(cause));
    }

    private static boolean isAboutTheBytes(Throwable e) {
        return e instanceof EOFException || e.getClass().getName().startsWith("org.apache.avro.");
    }

    private static boolean hasCause(Throwable e, Function<Throwable, Boolean> test) {
        return e != null && (test.apply(e) || hasCause(e.getCause(), test));
    }

    private static String message(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == e ? e.getMessage() : e.getMessage() + ": " + cause;
    }

    @Override
    public void close() {
        deserializers.values().forEach(Deserializer::close);
    }
}
