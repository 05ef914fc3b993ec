package org.xraystream.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HexFormat;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.xraystream.service.Pseudonyms;
import org.xraystream.service.Settings;

/**
 * The blind audit sample: which images a radiologist reads before anybody is shown the model's result. An image is
 * drawn when the keyed hash (HMAC-SHA-256, RFC 2104) of its id falls below the share: at random, before any result
 * exists, without state, and the same on every instance and in the database, where {@link #awaits()} computes the very
 * same hash. Urgent images are never in the sample: care first. Immutable.
 */
final class AuditSample {
    /** Bytes that SHA-256 takes at a time: how long HMAC makes its key. */
    private static final int BLOCK = 64;

    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;
    private static final HexFormat HEX = HexFormat.of();

    /** Derived, so that the key of the pseudonyms reaches no statement. */
    private final String key;

    private final String bound;
    private final Duration patience;

    private AuditSample(String key, String bound, Duration patience) {
        this.key = key;
        this.bound = bound;
        this.patience = patience;
    }

    /** Reads {@code reading-room.audit-percent} and {@code reading-room.audit-patience}. */
    static AuditSample from(Settings settings, Pseudonyms pseudonyms) {
        return of(
                pseudonyms.of("blind-audit", "key"),
                settings.integer("reading-room.audit-percent", 0, 100),
                settings.duration("reading-room.audit-patience"));
    }

    static AuditSample of(String key, int percent, Duration patience) {
        return new AuditSample(key, bound(percent), patience);
    }

    /** What a drawn hash is below, byte by byte: a longer string of the same beginning comes after a shorter one. */
    private static String bound(int percent) {
        return percent == 100 ? "ff".repeat(BLOCK) : String.format("%08x", (1L << 32) * percent / 100);
    }

    /** How long an image awaits its blind read at most. */
    Duration patience() {
        return patience;
    }

    /** Whether the image belongs to the sample unless it is urgent. */
    boolean draws(String imageId) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmacHex(imageId).compareTo(bound) < 0;
    }

    /** A condition on {@code work_list w}: the image belongs to the sample. */
    String isDrawn() {
        return "(w.priority <> 'URGENT' AND sha256(" + padded(OUTER) + " || sha256(" + padded(INNER)
                + " || convert_to(w.image_id, 'UTF8'))) < '\\x" + bound + "'::bytea)";
    }

    /**
     * A condition on {@code work_list w}: there is a result, and nobody may see it yet. It ends with the first label,
     * or with patience, so that care never waits for an audit.
     */
    String awaits() {
        return "(w.label IS NULL AND w.status = 'DIAGNOSED' AND w.listed_at > now() - interval '" + patience.toSeconds()
                + " seconds' AND " + isDrawn() + ")";
    }

    private String padded(byte pad) {
        byte[] padded = new byte[BLOCK];
        byte[] bytes = key.getBytes(UTF_8);
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) ((i < bytes.length ? bytes[i] : 0) ^ pad);
        }
        return "'\\x" + HEX.formatHex(padded) + "'::bytea";
    }
}
