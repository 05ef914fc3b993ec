package org.xraystream.training.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What a patient's films are for, in every training that ever comes. It hangs on the patient's pseudonym alone, not on
 * a seed, a time, or who else is there: so a film that one model was judged on is never one that the next was fitted
 * to, and a figure of this year can be compared with one of the last.
 */
public enum Side {
    /** To fit weights to: 70 % of the patients. */
    TRAINING,
    /** To choose on when to stop, calibration and threshold: 10 % of the patients. */
    VALIDATION,
    /** To judge candidates on, and for nothing else: 20 % of the patients. */
    GATE;

    /** Another salt would move patients from one side to another. */
    private static final String SALT = "xraystream-side-1/";

    private static final double TRAINING_SHARE = 0.7;
    private static final double VALIDATION_SHARE = 0.1;

    /** The side of a patient, for ever. */
    public static Side of(String patient) {
        byte[] hash = DigestUtils.sha256((SALT + patient).getBytes(StandardCharsets.UTF_8));
        double fraction = (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1p-53;
        if (fraction < TRAINING_SHARE) {
            return TRAINING;
        }
        return fraction < TRAINING_SHARE + VALIDATION_SHARE ? VALIDATION : GATE;
    }
}
