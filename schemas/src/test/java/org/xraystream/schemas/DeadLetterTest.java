package org.xraystream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class DeadLetterTest {
    private static final byte[] KEY = {1};
    private static final byte[] VALUE = {0, 2, 3};

    @Test
    void theLetterSaysWhyAndFromWhereAndTheOriginalComesOutAsItWas() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("xray.images", 3, 42, KEY, VALUE);
        record.headers().add("traceparent", "00-1".getBytes(UTF_8));

        ProducerRecord<byte[], byte[]> sent = DeadLetter.of(record, "a-service", "It is odd: ä.");

        assertThat(sent.topic()).isEqualTo("xray.dead-letters");
        assertThat(sent.key()).isEqualTo(KEY);
        assertThat(sent.value()).isEqualTo(VALUE);
        DeadLetter letter = DeadLetter.read(sent.headers()).orElseThrow();
        assertThat(letter).isEqualTo(new DeadLetter("a-service", "xray.images", 3, 42, "It is odd: ä."));
        ProducerRecord<byte[], byte[]> original = letter.original(received(sent));
        assertThat(original.topic()).isEqualTo("xray.images");
        assertThat(original.key()).isEqualTo(KEY);
        assertThat(original.value()).isEqualTo(VALUE);
        assertThat(original.headers().toArray())
                .extracting(header -> header.key())
                .containsExactly("traceparent");
    }

    @Test
    void theMarkOfALetterThatWasSentAgainIsNoLetter() {
        ConsumerRecord<byte[], byte[]> letter = new ConsumerRecord<>("xray.dead-letters", 2, 17, KEY, VALUE);

        ProducerRecord<byte[], byte[]> mark = DeadLetter.sentAgain(letter);

        assertThat(mark.topic()).isEqualTo("xray.dead-letters");
        assertThat(mark.partition()).isEqualTo(2);
        assertThat(mark.value()).isNull();
        assertThat(DeadLetter.offsetSentAgain(mark.headers())).contains(17L);
        assertThat(DeadLetter.read(mark.headers())).isEmpty();
        assertThat(DeadLetter.offsetSentAgain(letter.headers())).isEmpty();
    }

    @Test
    void headersThatMakeNoSenseAreNoLetter() {
        Headers headers = new RecordHeaders();
        headers.add(DeadLetter.TOPIC, "xray.images".getBytes(UTF_8));
        headers.add(DeadLetter.PARTITION, "one".getBytes(UTF_8));
        headers.add(DeadLetter.OFFSET, "1".getBytes(UTF_8));

        assertThat(DeadLetter.read(headers)).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }
}
