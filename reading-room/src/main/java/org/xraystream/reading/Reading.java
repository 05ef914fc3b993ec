package org.xraystream.reading;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a radiograph, as it is answered in JSON. What does not apply is null.
 *
 * @param status PENDING, AWAITING_BLIND_READ, DIAGNOSED or REJECTED
 * @param finding NORMAL, PNEUMONIA or UNCERTAIN, when diagnosed
 * @param reason why a human must look, when UNCERTAIN
 * @param probability calibrated probability of pneumonia, 0 to 1
 * @param threshold probability from which the decision is PNEUMONIA
 * @param heatMap URL path of a PNG, drawn when it is asked for; null for diagnoses without evidence
 * @param image URL path of the radiograph; null until its own event is in
 * @param label the latest that a reader gave
 * @param diagnosisId event id of the diagnosis shown
 */
record Reading(
        String imageId,
        String status,
        String finding,
        String reason,
        Double probability,
        Double threshold,
        Model model,
        String modelVersion,
        String heatMap,
        String image,
        List<String> qualityFlags,
        Timings timings,
        Instant receivedAt,
        Instant diagnosedAt,
        String priority,
        String source,
        String modality,
        String view,
        String studyPseudonym,
        String patientPseudonym,
        String label,
        List<Correction> corrections,
        Rejection rejection,
        String diagnosisId,
        String notice) {

    /** Goes with every result that does not carry its own. */
    static final String NOTICE = "Not for diagnostic use: decision support for research.";

    private static final String AWAITING_BLIND_READ = "AWAITING_BLIND_READ";

    /** The model that made a reading, exactly. */
    record Model(String id, String version, String sha256) {}

    /** Microseconds spent in each stage. */
    record Timings(long queueMicros, long fetchMicros, long decodeMicros, long inferenceMicros) {}

    /**
     * A label that a reader gave.
     *
     * @param selection why this reader read this image: VOLUNTARY, AUDIT, UNCERTAIN, DISAGREEMENT or UNKNOWN
     */
    record Correction(
            String eventId,
            Instant correctedAt,
            String label,
            String readerPseudonym,
            boolean modelResultSeen,
            String comment,
            String supersededDiagnosisId,
            String selection) {}

    /** Why a radiograph could not be read. */
    record Rejection(String stage, String reasonCode, String message, boolean retryable, Instant rejectedAt) {}

    boolean isKnown() {
        return !"PENDING".equals(status);
    }

    boolean isDiagnosed() {
        return "DIAGNOSED".equals(status);
    }

    boolean isRejected() {
        return "REJECTED".equals(status);
    }

    boolean awaitsBlindRead() {
        return AWAITING_BLIND_READ.equals(status);
    }

    /**
     * What may be shown before the blind read. The diagnosis' id stays, since it is derived from image and model alone.
     * Until the image itself is in, nobody knows whether it is urgent: it is still pending.
     */
    Reading hidden() {
        return new Reading(
                imageId,
                image == null ? "PENDING" : AWAITING_BLIND_READ,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                image,
                List.of(),
                null,
                receivedAt,
                null,
                priority,
                source,
                modality,
                view,
                studyPseudonym,
                patientPseudonym,
                label,
                corrections,
                null,
                diagnosisId,
                NOTICE);
    }

    Reading with(List<Correction> given) {
        return new Reading(
                imageId,
                status,
                finding,
                reason,
                probability,
                threshold,
                model,
                modelVersion,
                heatMap,
                image,
                qualityFlags,
                timings,
                receivedAt,
                diagnosedAt,
                priority,
                source,
                modality,
                view,
                studyPseudonym,
                patientPseudonym,
                label,
                given,
                rejection,
                diagnosisId,
                notice);
    }
}
