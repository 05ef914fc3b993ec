package org.xraystream.reading;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** A row of the work list, joined with the image and the outcome that it names. */
final class ReadingRow {
    private static final String COLUMNS = """
            SELECT w.image_id, w.listed_at, w.urgency, w.priority, w.status, w.label,
                i.received_at, i.source, i.modality, i.view,
                coalesce(i.study_pseudonym, d.study_pseudonym, r.study_pseudonym) AS study_pseudonym,
                coalesce(i.patient_pseudonym, d.patient_pseudonym, r.patient_pseudonym) AS patient_pseudonym,
                d.event_id AS diagnosis_id, d.diagnosed_at, d.finding, d.uncertain_reason, d.probability, d.threshold,
                d.evidence IS NOT NULL AS has_evidence, d.model_id, d.model_version, d.model_sha256, d.quality_flags,
                d.queue_micros, d.fetch_micros, d.decode_micros, d.inference_micros, d.notice,
                r.stage, r.reason_code, r.message, r.retryable, r.rejected_at,
            """;

    /** The image may not be in yet: its topic is read on its own. */
    private static final String JOINS = """
             w
            LEFT JOIN images i ON i.image_id = w.image_id
            LEFT JOIN diagnoses d ON d.event_id = w.outcome_id AND w.status = 'DIAGNOSED'
            LEFT JOIN rejections r ON r.event_id = w.outcome_id AND w.status = 'REJECTED'
            """;

    private ReadingRow() {}

    /**
     * A query to which its conditions are added.
     *
     * @param table {@code work_list} or a part of it
     * @param awaits condition under which the result is hidden
     */
    static String select(String table, String awaits) {
        return COLUMNS + awaits + " AS awaits_blind_read FROM " + table + JOINS;
    }

    /** The URL path of an image. */
    static String path(String imageId) {
        return "/v1/diagnoses/" + URLEncoder.encode(imageId, StandardCharsets.UTF_8);
    }

    /** What may be shown of a row. */
    static Reading read(Row row) throws SQLException {
        Reading reading = everything(row);
        return row.flag("awaits_blind_read") ? reading.hidden() : reading;
    }

    private static Reading everything(Row row) throws SQLException {
        String imageId = row.text("image_id");
        boolean diagnosed = row.text("diagnosis_id") != null;
        boolean rejected = row.text("stage") != null;
        String path = path(imageId);
        return new Reading(
                imageId,
                row.text("status"),
                row.text("finding"),
                row.text("uncertain_reason"),
                row.number("probability"),
                row.number("threshold"),
                diagnosed ? model(row) : null,
                row.text("model_version"),
                row.flag("has_evidence") ? path + "/heatmap" : null,
                row.text("received_at") == null ? null : path + "/image",
                row.texts("quality_flags"),
                diagnosed ? timings(row) : null,
                row.instant("received_at"),
                row.instant("diagnosed_at"),
                row.text("priority"),
                row.text("source"),
                row.text("modality"),
                row.text("view"),
                row.text("study_pseudonym"),
                row.text("patient_pseudonym"),
                row.text("label"),
                List.of(),
                rejected ? rejection(row) : null,
                row.text("diagnosis_id"),
                diagnosed ? row.text("notice") : Reading.NOTICE);
    }

    private static Reading.Model model(Row row) throws SQLException {
        return new Reading.Model(row.text("model_id"), row.text("model_version"), row.text("model_sha256"));
    }

    private static Reading.Timings timings(Row row) throws SQLException {
        return new Reading.Timings(
                row.integer("queue_micros"),
                row.integer("fetch_micros"),
                row.integer("decode_micros"),
                row.integer("inference_micros"));
    }

    private static Reading.Rejection rejection(Row row) throws SQLException {
        return new Reading.Rejection(
                row.text("stage"),
                row.text("reason_code"),
                row.text("message"),
                row.flag("retryable"),
                row.instant("rejected_at"));
    }
}
