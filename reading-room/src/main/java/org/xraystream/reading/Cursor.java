package org.xraystream.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The last row of a page: the next page begins after it, whatever was added meanwhile (keyset paging). */
record Cursor(WorkListQuery.Order order, int urgency, Instant listedAt, String imageId) {
    private static final int PARTS = 4;

    String encode() {
        String text = order + "|" + urgency + "|" + listedAt + "|" + imageId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Empty if this is no cursor that was ever handed out. */
    static Optional<Cursor> decode(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\|", PARTS);
            if (parts.length != PARTS) {
                return Optional.empty();
            }
            return Optional.of(new Cursor(
                    WorkListQuery.Order.valueOf(parts[0]),
                    Integer.parseInt(parts[1]),
                    Instant.parse(parts[2]),
                    parts[3]));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
