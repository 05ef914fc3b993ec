package org.xraystream.sink;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record on its way from a poll to its end. Each step is done once, however often the batch is tried. */
final class PolledRecord {
    /** How a record ended. */
    enum Outcome {
        /** A new row. */
        STORED,
        /** Its row was there. */
        REPEATED,
        /** Sent to the dead letters. */
        DEAD_LETTER,
        /** Its partition was taken away before it was stored; it will be read again. */
        RETURNED
    }

    private final ConsumerRecord<byte[], byte[]> record;
    private Optional<Decoded> decoded = Optional.empty();
    private Optional<Outcome> outcome = Optional.empty();

    PolledRecord(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    Optional<Decoded> decoded() {
        return decoded;
    }

    void becomes(Decoded what) {
        decoded = Optional.of(what);
    }

    Optional<Outcome> outcome() {
        return outcome;
    }

    void ends(Outcome how) {
        outcome = Optional.of(how);
    }

    boolean isOpen() {
        return outcome.isEmpty();
    }
}
