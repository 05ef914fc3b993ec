package org.xraystream.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.xraystream.schemas.DeadLetter;

/** Sends records that can't be stored to {@code xray.dead-letters}. */
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
                sent.add(producer.send(DeadLetter.of(letter.record(), "results-sink", letter.reason())));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new AwayException("The broker does not take dead letters: " + e.getMessage(), e);
        }
    }
}
