package org.xraystream.launcher;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.xraystream.schemas.DeadLetter;
import org.xraystream.schemas.Topics;

/**
 * A dead letter that was not sent again.
 *
 * @param partition of the topic of dead letters
 * @param offset there
 * @param at when it was put there
 * @param bytes of its value
 * @param why it is there, and from where
 */
record OpenLetter(int partition, long offset, Instant at, int bytes, DeadLetter why) {
    /** The letter of a record; nothing for a record that is none. */
    static Optional<OpenLetter> of(ConsumerRecord<byte[], byte[]> message) {
        return DeadLetter.read(message.headers())
                .map(why -> new OpenLetter(
                        message.partition(),
                        message.offset(),
                        Instant.ofEpochMilli(message.timestamp()),
                        Math.max(0, message.serializedValueSize()),
                        why));
    }

    /** One line for a person. */
    String line() {
        return place(Topics.DEAD_LETTERS.name(), partition, offset) + "  " + at + "  from "
                + place(why.topic(), why.partition(), why.offset()) + " by " + why.service() + ", " + bytes
                + " bytes: " + why.reason().lines().findFirst().orElse("");
    }

    private static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    /** As it stands in the file of {@code --json}. */
    Map<String, Object> forMachines() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("partition", partition);
        fields.put("offset", offset);
        fields.put("at", at.toString());
        fields.put("bytes", bytes);
        fields.put("service", why.service());
        fields.put("fromTopic", why.topic());
        fields.put("fromPartition", why.partition());
        fields.put("fromOffset", why.offset());
        fields.put("reason", why.reason());
        return fields;
    }
}
