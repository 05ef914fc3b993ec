package org.xraystream.sink;

import java.util.List;
import java.util.Optional;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.LabelCorrected;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;
import org.xraystream.sink.EventTable.WorkListChange;

/** The tables of {@code db/migration}, each with how its event fills it. */
final class EventTables {
    private EventTables() {}

    static List<EventTable<?>> all() {
        return List.of(
                images(),
                diagnoses(Topics.DIAGNOSES, "diagnoses", WorkListChanges.diagnosed()),
                diagnoses(Topics.SHADOW_DIAGNOSES, "shadow_diagnoses", WorkListChanges.shadowed()),
                rejections(),
                corrections(),
                ModelTables.models(),
                ModelTables.drift());
    }

    private static EventTable<ImageReceived> images() {
        return new EventTable<>(
                Topics.IMAGES,
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
                WorkListChanges.received());
    }

    /** Champion and shadow say the same kind of thing: their tables have one shape. */
    private static EventTable<DiagnosisMade> diagnoses(
            Topic<DiagnosisMade> topic, String table, WorkListChange<DiagnosisMade> workList) {
        return new EventTable<>(
                topic,
                DiagnosisMade.class,
                table,
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
                workList);
    }

    private static EventTable<ImageRejected> rejections() {
        return new EventTable<>(
                Topics.REJECTIONS,
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
                WorkListChanges.rejected());
    }

    private static EventTable<LabelCorrected> corrections() {
        return new EventTable<>(
                Topics.CORRECTIONS,
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
                        "superseded_diagnosis_id",
                        "selection"),
                (row, event) -> row.add(event.getEventId())
                        .add(event.getImageId())
                        .add(event.getOccurredAt())
                        .add(event.getLabel())
                        .add(event.getReaderPseudonym())
                        .add(event.getModelResultSeen())
                        .addText(event.getComment())
                        .addText(event.getSupersededDiagnosisId())
                        .add(event.getSelection()),
                WorkListChanges.labelled());
    }
}
