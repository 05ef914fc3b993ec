package org.xraystream.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {
    @Test
    void aCursorComesBackAsItWas() {
        Cursor cursor =
                new Cursor(WorkListQuery.Order.URGENT, 5, Instant.parse("2026-03-01T08:00:00.123456Z"), "an|odd id");

        assertThat(Cursor.decode(cursor.encode())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "bm90IGEgY3Vyc29y", "TkVXRVNUfHh8eHx4", "TkVXRVNUfDF8bm93fGE"})
    void whatWasNeverHandedOutIsNone(String text) {
        assertThat(Cursor.decode(text)).isEmpty();
    }
}
