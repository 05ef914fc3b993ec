package org.xraystream.service;

import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * Replaces identities by a keyed hash (HMAC-SHA-256, RFC 2104; DICOM PS3.15 Annex E asks that the mapping can't be
 * undone without the key). The same identity has the same pseudonym as long as the key is the same. Thread-safe.
 */
public final class Pseudonyms {
    private static final int MIN_KEY_LENGTH = 16;
    /** Half of the hash: 128 bits are enough that two identities never meet. */
    private static final int LENGTH = 32;

    private final String key;

    private Pseudonyms(String key) {
        this.key = key;
    }

    /** Reads {@code pseudonyms.key}. */
    public static Pseudonyms from(Settings settings) {
        String key = settings.text("pseudonyms.key");
        if (key.length() < MIN_KEY_LENGTH) {
            throw Settings.wrong("pseudonyms.key", "must have at least " + MIN_KEY_LENGTH + " characters");
        }
        return new Pseudonyms(key);
    }

    /**
     * 32 hexadecimal digits.
     *
     * @param domain what kind of identity it is, so that equal strings of different kinds differ
     */
    public String of(String domain, String identity) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key)
                .hmacHex(domain + '\0' + identity)
                .substring(0, LENGTH);
    }
}
