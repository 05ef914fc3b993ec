package org.xraystream.sink;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xraystream.sink.DeadLetters.Letter;
import org.xraystream.sink.PolledRecord.Outcome;

/**
 * Brings a batch to its end: decodes, stores what is good in one transaction, sends the rest to the dead letters. May
 * be called again with the same batch after a failure, and then goes on where it stopped. Not thread-safe.
 */
final class BatchWriter {
    private final EventDecoder decoder;
    private final ResultsTables tables;
    private final DeadLetters deadLetters;

    BatchWriter(EventDecoder decoder, ResultsTables tables, DeadLetters deadLetters) {
        this.decoder = decoder;
        this.tables = tables;
        this.deadLetters = deadLetters;
    }

    /** @throws AwayException if the registry, the database or the broker is away; call again later */
    void write(List<PolledRecord> batch) throws AwayException, InterruptedException {
        for (PolledRecord polled : batch) {
            if (polled.decoded().isEmpty()) {
                polled.becomes(decoder.decode(polled.record()));
            }
        }
        store(batch.stream().filter(BatchWriter::isOpenEvent).toList());
        sendDeadLetters(batch.stream().filter(PolledRecord::isOpen).toList());
    }

    private void store(List<PolledRecord> events) throws AwayException {
        if (events.isEmpty()) {
            return;
        }
        try {
            boolean[] inserted =
                    tables.store(events.stream().map(BatchWriter::event).toList());
            for (int i = 0; i < inserted.length; i++) {
                events.get(i).ends(inserted[i] ? Outcome.STORED : Outcome.REPEATED);
            }
        } catch (SQLException e) {
            if (!isAboutTheData(e)) {
                throw new AwayException("The database does not take results: " + reason(e), e);
            }
            refuseOrStoreEach(events, e);
        }
    }

    /** One event that no table can take must not keep the others out. */
    private void refuseOrStoreEach(List<PolledRecord> events, SQLException e) throws AwayException {
        if (events.size() == 1) {
            events.get(0).becomes(new Decoded.Unreadable("The database refuses the event: " + reason(e)));
            return;
        }
        for (PolledRecord event : events) {
            store(List.of(event));
        }
    }

    private void sendDeadLetters(List<PolledRecord> unreadable) throws AwayException, InterruptedException {
        if (unreadable.isEmpty()) {
            return;
        }
        List<Letter> letters = new ArrayList<>();
        for (PolledRecord polled : unreadable) {
            if (polled.decoded().orElseThrow() instanceof Decoded.Unreadable why) {
                letters.add(new Letter(polled.record(), why.reason()));
            }
        }
        deadLetters.send(letters);
        unreadable.forEach(polled -> polled.ends(Outcome.DEAD_LETTER));
    }

    private static boolean isOpenEvent(PolledRecord polled) {
        return polled.isOpen() && polled.decoded().orElseThrow() instanceof Decoded.Event;
    }

    private static TopicEvent event(PolledRecord polled) {
        return ((Decoded.Event) polled.decoded().orElseThrow()).event();
    }

    /** The server's own words: a failed batch quotes the whole statement, and no health check may show its values. */
    private static String reason(SQLException e) {
        return Optional.ofNullable(e.getNextException()).orElse(e).getMessage();
    }

    /**
     * SQLSTATE classes 22 (data exception), 23 (integrity violation) and 54 (limit exceeded) blame the row; all others
     * blame the server or us.
     */
    private static boolean isAboutTheData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }
}
