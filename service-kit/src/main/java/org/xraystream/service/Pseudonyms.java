package org.xraystream.service;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces identities by a keyed hash (HMAC-SHA-256, RFC 2104; DICOM PS3.15 Annex E asks that the mapping can't be
 * undone without the key). The same identity has the same pseudonym as long as the key is the same. Thread-safe.
 */
public final class Pseudonyms {
    private static final int MIN_KEY_LENGTH = 16;
    /** Half of the hash: 128 bits are enough that two identities never meet. */
    private static final int LENGTH = 32;

    private final SecretKeySpec key;

    private Pseudonyms(SecretKeySpec key) {
        this.key = key;
    }

    /** Reads {@code pseudonyms.key}. */
    public static Pseudonyms from(Settings settings) {
        String key = settings.text("pseudonyms.key");
        if (key.length() < MIN_KEY_LENGTH) {
            throw Settings.wrong("pseudonyms.key", "must have at least " + MIN_KEY_LENGTH + " characters");
        }
        return new Pseudonyms(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    }

    /**
     * 32 hexadecimal digits.
     *
     * @param domain what kind of identity it is, so that equal strings of different kinds differ
     */
    public String of(String domain, String identity) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] hash = mac.doFinal((domain + '\0' + identity).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
