package org.xraystream.schemas;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A topic and how its records are read and written. Immutable and thread-safe; the serdes that it makes are not shared.
 *
 * @param <V> type of the values; keys are always strings
 */
public final class Topic<V> {
    /** What becomes of old records. */
    public enum Retention {
        /** Deleted after the broker's retention time. */
        DELETE,
        /** The last record of each key is kept for ever. */
        COMPACT
    }

    private final String name;
    private final Retention retention;
    private final Function<Map<String, ?>, Serde<V>> valueSerde;

    private Topic(String name, Retention retention, Function<Map<String, ?>, Serde<V>> valueSerde) {
        this.name = Objects.requireNonNull(name);
        this.retention = retention;
        this.valueSerde = valueSerde;
    }

    static <V extends SpecificRecord> Topic<V> ofEvents(String name, Retention retention, Class<V> type) {
        return new Topic<>(name, retention, registry -> AvroSerdes.forEvents(name, type, registry));
    }

    static Topic<byte[]> ofBytes(String name) {
        return new Topic<>(name, Retention.DELETE, registry -> Serdes.ByteArray());
    }

    /**
     * A topic of another name with the same kind of records, such as those of a replay. Their schemas are registered
     * under the subject of this one.
     */
    public Topic<V> alike(String otherName) {
        return new Topic<>(otherName, retention, valueSerde);
    }

    /** The name on the broker. */
    public String name() {
        return name;
    }

    /** What becomes of old records. */
    public Retention retention() {
        return retention;
    }

    /** A new serde of the keys; the caller closes it. */
    public Serde<String> keySerde() {
        return Serdes.String();
    }

    /**
     * A new serde of the values; the caller closes it.
     *
     * @param registry settings of the Schema Registry client, at least {@code schema.registry.url}
     */
    public Serde<V> valueSerde(Map<String, ?> registry) {
        return valueSerde.apply(registry);
    }

    @Override
    public String toString() {
        return name;
    }
}
