package org.xraystream.launcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;

/**
 * What became of one pushed file.
 *
 * @param file as the person named it
 * @param imageId absent when the image was not accepted
 * @param finding NORMAL, PNEUMONIA, UNCERTAIN, REJECTED (the system could not read it), AWAITING_BLIND_READ (a reader
 *     looks at it before anybody is shown its result), or FAILED (not accepted, or no result in time)
 * @param reason why, when the finding is none of the first two
 * @param probability calibrated, of pneumonia; absent without a diagnosis
 * @param modelVersion of the model that read it; absent without a diagnosis
 * @param latencyMillis from the first byte sent to the result received
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PushResult(
        String file,
        String imageId,
        String finding,
        String reason,
        Double probability,
        String modelVersion,
        long latencyMillis) {

    static final String FAILED = "FAILED";

    static PushResult failed(String file, String imageId, String reason, long latencyMillis) {
        return new PushResult(file, imageId, FAILED, reason, null, null, latencyMillis);
    }

    boolean isFailed() {
        return finding.equals(FAILED);
    }

    /** One line for a person. */
    String line() {
        String number = probability == null ? "      " : String.format(Locale.ROOT, "%6.3f", probability);
        String why = reason == null ? "" : "  (" + reason + ")";
        return String.format(Locale.ROOT, "%-9s %s  %5d ms  %s%s", finding, number, latencyMillis, file, why);
    }
}
