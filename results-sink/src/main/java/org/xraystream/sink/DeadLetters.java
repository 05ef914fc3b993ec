package org.xraystream.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.xraystream.schemas.Topics;

/**
 * Sends records that can't be stored to {@code xray.dead-letters}: key, value and headers as they came, so that they
 * can be sent again, and headers {@code dead-letter.service}, {@code dead-letter.topic}, {@code dead-letter.partition},
 * {@code dead-letter.offset} and {@code dead-letter.error} (text, UTF-8) that say why and from where.
 */
final class DeadLetters {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;

    DeadLetters(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** A record and why it can't be stored. */
    record Letter(ConsumerRecord<byte[], byte[]> record, String reason) {}

    /** @throws AwayException if not all were acknowledged: all must be sent again */
    void send(List<Letter> letters) throws AwayException, InterruptedException {
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Letter letter : letters) {
                sent.add(producer.send(toRecord(letter)));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new AwayException("The broker does not take dead letters: " + e.getMessage(), e);
        }
    }

    private static ProducerRecord<byte[], byte[]> toRecord(Letter letter) {
        ConsumerRecord<byte[], byte[]> record = letter.record();
        Headers headers = new RecordHeaders(record.headers().toArray());
        put(headers, "service", "results-sink");
        put(headers, "topic", record.topic());
        put(headers, "partition", Integer.toString(record.partition()));
        put(headers, "offset", Long.toString(record.offset()));
        put(headers, "error", letter.reason());
        return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), null, record.key(), record.value(), headers);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add("dead-letter." + name, value.getBytes(UTF_8));
    }
}
