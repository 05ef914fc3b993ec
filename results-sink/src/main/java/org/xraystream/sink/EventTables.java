package org.xraystream.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ModelReleased;
import org.xraystream.sink.EventTable.WorkListChange;

/** The tables of {@code db/migration}, each with how its event fills it. */
final class EventTables {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String RECEIVED = """
            INSERT INTO work_list AS w (image_id, listed_at, priority) VALUES (?, ?, ?)
            ON CONFLICT (image_id) DO UPDATE SET
                listed_at = least(w.listed_at, excluded.listed_at),
                priority = CASE WHEN w.priority = 'URGENT' THEN w.priority ELSE excluded.priority END""";

    private static final String OUTCOME = """
            INSERT INTO work_list AS w (image_id, listed_at, status, finding, outcome_at, outcome_id)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (image_id) DO UPDATE SET
                status = excluded.status, finding = excluded.finding,
                outcome_at = excluded.outcome_at, outcome_id = excluded.outcome_id
            WHERE w.outcome_at IS NULL OR (w.outcome_at, w.outcome_id) < (excluded.outcome_at, excluded.outcome_id)""";

    private static final String LABELLED = """
            INSERT INTO work_list AS w (image_id, listed_at, label, label_at, label_id) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (image_id) DO UPDATE SET
                label = excluded.label, label_at = excluded.label_at, label_id = excluded.label_id
            WHERE w.label_at IS NULL OR (w.label_at, w.label_id) < (excluded.label_at, excluded.label_id)""";

    private EventTables() {}

    static List<EventTable<?>> all() {
        return List.of(images(), diagnoses(), rejections(), corrections(), models());
    }

    private static EventTable<ImageReceived> images() {
        return new EventTable<>(
                ImageReceived.class,
                "images",
                List.of(
                        "image_id",
                        "event_id",
                        "received_at",
                        "bucket",
                        "object_key",
                        "size_bytes",
                        "sha256",
                        "media_type",
                        "width",
                        "height",
                        "modality",
                        "view",
                        "study_pseudonym",
                        "patient_pseudonym",
                        "source",
                        "priority"),
                (row, event) -> row.add(event.getImageId())
                        .add(event.getEventId())
                        .add(event.getOccurredAt())
                        .addReference(Optional.of(event.getObject()))
                        .add(event.getMediaType())
                        .add(event.getWidth())
                        .add(event.getHeight())
                        .addText(event.getModality())
                        .add(event.getView())
                        .addText(event.getStudyPseudonym())
                        .addText(event.getPatientPseudonym())
                        .add(event.getSource())
                        .add(event.getPriority()),
                new WorkListChange<>(
                        RECEIVED,
                        (row, event) -> row.add(event.getImageId())
                                .add(event.getOccurredAt())
                                .add(event.getPriority())));
    }

    private static EventTable<DiagnosisMade> diagnoses() {
        return new EventTable<>(
                DiagnosisMade.class,
                "diagnoses",
                List.of(
                        "event_id",
                        "image_id",
                        "diagnosed_at",
                        "study_pseudonym",
                        "patient_pseudonym",
                        "finding",
                        "uncertain_reason",
                        "probability",
                        "threshold",
                        "evidence_width",
                        "evidence_height",
                        "evidence",
                        "model_id",
                        "model_version",
                        "model_sha256",
                        "quality_flags",
                        "queue_micros",
                        "fetch_micros",
                        "decode_micros",
                        "inference_micros",
                        "notice"),
                (row, event) -> row.add(event.getEventId())
                        .add(event.getImageId())
                        .add(event.getOccurredAt())
                        .addText(event.getStudyPseudonym())
                        .addText(event.getPatientPseudonym())
                        .add(event.getFinding())
                        .addText(event.getUncertainReason())
                        .add(event.getProbability())
                        .add(event.getThreshold())
                        .addEvidence(event.getEvidence())
                        .add(event.getModel().getId())
                        .add(event.getModel().getVersion())
                        .add(event.getModel().getSha256())
                        .addTexts(event.getQualityFlags())
                        .add(event.getTimings().getQueueMicros())
                        .add(event.getTimings().getFetchMicros())
                        .add(event.getTimings().getDecodeMicros())
                        .add(event.getTimings().getInferenceMicros())
                        .add(event.getNotice()),
                new WorkListChange<>(
                        OUTCOME,
                        (row, event) -> setOutcome(
                                row,
                                event.getImageId(),
                                "DIAGNOSED",
                                Optional.of(event.getFinding()),
                                event.getOccurredAt(),
                                event.getEventId())));
    }

    private static EventTable<ImageRejected> rejections() {
        return new EventTable<>(
                ImageRejected.class,
                "rejections",
                List.of(
                        "event_id",
                        "image_id",
                        "rejected_at",
                        "study_pseudonym",
                        "patient_pseudonym",
                        "stage",
                        "reason_code",
                        "message",
                        "retryable"),
                (row, event) -> row.add(event.getEventId())
                        .add(event.getImageId())
                        .add(event.getOccurredAt())
                        .addText(event.getStudyPseudonym())
                        .addText(event.getPatientPseudonym())
                        .add(event.getStage())
                        .add(event.getReasonCode())
                        .add(event.getMessage())
                        .add(event.getRetryable()),
                new WorkListChange<>(
                        OUTCOME,
                        (row, event) -> setOutcome(
                                row,
                                event.getImageId(),
                                "REJECTED",
                                Optional.empty(),
                                event.getOccurredAt(),
                                event.getEventId())));
    }

    private static void setOutcome(
            Parameters row, String imageId, String status, Optional<?> finding, Instant at, String eventId)
            throws SQLException {
        row.add(imageId).add(at).add(status).addText(finding).add(at).add(eventId);
    }

    private static EventTable<LabelCorrected> corrections() {
        return new EventTable<>(
                LabelCorrected.class,
                "corrections",
                List.of(
                        "event_id",
                        "image_id",
                        "corrected_at",
                        "label",
                        "reader_pseudonym",
                        "model_result_seen",
                        "comment",
                        "superseded_diagnosis_id"),
                (row, event) -> row.add(event.getEventId())
                        .add(event.getImageId())
                        .add(event.getOccurredAt())
                        .add(event.getLabel())
                        .add(event.getReaderPseudonym())
                        .add(event.getModelResultSeen())
                        .addText(event.getComment())
                        .addText(event.getSupersededDiagnosisId()),
                new WorkListChange<>(
                        LABELLED,
                        (row, event) -> row.add(event.getImageId())
                                .add(event.getOccurredAt())
                                .add(event.getLabel())
                                .add(event.getOccurredAt())
                                .add(event.getEventId())));
    }

    private static EventTable<ModelReleased> models() {
        return new EventTable<>(
                ModelReleased.class,
                "models",
                List.of(
                        "event_id",
                        "model_id",
                        "model_version",
                        "model_sha256",
                        "released_at",
                        "role",
                        "package_bucket",
                        "package_key",
                        "package_size",
                        "package_sha256",
                        "gate_report_bucket",
                        "gate_report_key",
                        "gate_report_size",
                        "gate_report_sha256",
                        "metrics",
                        "released_by",
                        "reason"),
                (row, event) -> row.add(event.getEventId())
                        .add(event.getModel().getId())
                        .add(event.getModel().getVersion())
                        .add(event.getModel().getSha256())
                        .add(event.getOccurredAt())
                        .add(event.getRole())
                        .addReference(event.getPackageReference())
                        .addReference(event.getGateReport())
                        .addJson(json(event.getMetrics()))
                        .add(event.getReleasedBy())
                        .add(event.getReason()),
                null);
    }

    private static String json(Map<String, Double> metrics) {
        try {
            return JSON.writeValueAsString(metrics);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of numbers is always JSON", e);
        }
    }
}
