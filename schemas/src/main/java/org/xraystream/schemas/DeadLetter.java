package org.xraystream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Why a record is in {@code xray.dead-letters}, and from where: what its headers say. Key, value and its other headers
 * are as they came, so that it can be sent again. The headers' names are those of KIP-1034, and one of our own; their
 * values are text in UTF-8.
 *
 * @param service that could not use the record; header {@value #SERVICE}
 * @param topic that it came from; header {@value #TOPIC}
 * @param partition that it came from; header {@value #PARTITION}
 * @param offset that it had there; header {@value #OFFSET}
 * @param reason one sentence for a person; header {@value #REASON}
 */
public record DeadLetter(String service, String topic, int partition, long offset, String reason) {
    static final String SERVICE = "xraystream.service";
    static final String TOPIC = "__streams.errors.topic";
    static final String PARTITION = "__streams.errors.partition";
    static final String OFFSET = "__streams.errors.offset";
    static final String REASON = "__streams.errors.message";

    /** On a record without a value: the offset of the letter, in the same partition, that was sent again. */
    private static final String SENT_AGAIN = "xraystream.sent-again";

    private static final List<String> HEADERS = List.of(SERVICE, TOPIC, PARTITION, OFFSET, REASON);

    /** The dead letter of a record, ready to be sent. */
    public static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> record, String service, String reason) {
        Headers headers = withoutOurs(record.headers());
        put(headers, SERVICE, service);
        put(headers, TOPIC, record.topic());
        put(headers, PARTITION, Integer.toString(record.partition()));
        put(headers, OFFSET, Long.toString(record.offset()));
        put(headers, REASON, reason);
        return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), null, record.key(), record.value(), headers);
    }

    /** What the headers of a record say; nothing if they do not make it a dead letter. */
    public static Optional<DeadLetter> read(Headers headers) {
        Optional<String> topic = text(headers, TOPIC);
        Optional<Long> partition = number(headers, PARTITION);
        Optional<Long> offset = number(headers, OFFSET);
        if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DeadLetter(
                text(headers, SERVICE).orElse("unknown"),
                topic.get(),
                partition.get().intValue(),
                offset.get(),
                text(headers, REASON).orElse("unknown")));
    }

    /** A letter's record as it came, for the topic that it came from. */
    public ProducerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> letter) {
        return new ProducerRecord<>(topic, null, letter.key(), letter.value(), withoutOurs(letter.headers()));
    }

    /** The mark that a letter was sent again; sent in the same transaction. */
    public static ProducerRecord<byte[], byte[]> sentAgain(ConsumerRecord<byte[], byte[]> letter) {
        Headers headers = new RecordHeaders();
        put(headers, SENT_AGAIN, Long.toString(letter.offset()));
        return new ProducerRecord<>(letter.topic(), letter.partition(), letter.key(), null, headers);
    }

    /** The offset of the letter in the same partition that was sent again, if the headers are those of such a mark. */
    public static Optional<Long> offsetSentAgain(Headers headers) {
        return number(headers, SENT_AGAIN);
    }

    private static Headers withoutOurs(Headers headers) {
        Headers others = new RecordHeaders(headers.toArray());
        HEADERS.forEach(others::remove);
        return others;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name)).map(Header::value).map(value -> new String(value, UTF_8));
    }

    private static Optional<Long> number(Headers headers, String name) {
        return text(headers, name).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }
}
