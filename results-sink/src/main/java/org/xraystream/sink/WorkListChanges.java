package org.xraystream.sink;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.LabelCorrected;
import org.xraystream.sink.EventTable.WorkListChange;

/** How each event changes the row of its image in {@code work_list}; the latest of each kind wins, in any order. */
final class WorkListChanges {
    private static final String RECEIVED = """
            INSERT INTO work_list AS w (image_id, listed_at, priority) VALUES (?, ?, ?)
            ON CONFLICT (image_id) DO UPDATE SET
                listed_at = least(w.listed_at, excluded.listed_at),
                priority = CASE WHEN w.priority = 'URGENT' THEN w.priority ELSE excluded.priority END""";

    private static final String OUTCOME = """
            INSERT INTO work_list AS w
                (image_id, listed_at, status, finding, probability, threshold, outcome_at, outcome_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (image_id) DO UPDATE SET
                status = excluded.status, finding = excluded.finding,
                probability = excluded.probability, threshold = excluded.threshold,
                outcome_at = excluded.outcome_at, outcome_id = excluded.outcome_id
            WHERE w.outcome_at IS NULL OR (w.outcome_at, w.outcome_id) < (excluded.outcome_at, excluded.outcome_id)""";

    private static final String SHADOWED = """
            INSERT INTO work_list AS w (image_id, listed_at, shadow_finding, shadow_probability, shadow_at, shadow_id)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (image_id) DO UPDATE SET
                shadow_finding = excluded.shadow_finding, shadow_probability = excluded.shadow_probability,
                shadow_at = excluded.shadow_at, shadow_id = excluded.shadow_id
            WHERE w.shadow_at IS NULL OR (w.shadow_at, w.shadow_id) < (excluded.shadow_at, excluded.shadow_id)""";

    private static final String LABELLED = """
            INSERT INTO work_list AS w (image_id, listed_at, label, label_at, label_id) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (image_id) DO UPDATE SET
                label = excluded.label, label_at = excluded.label_at, label_id = excluded.label_id
            WHERE w.label_at IS NULL OR (w.label_at, w.label_id) < (excluded.label_at, excluded.label_id)""";

    private WorkListChanges() {}

    static WorkListChange<ImageReceived> received() {
        return new WorkListChange<>(
                RECEIVED,
                (row, event) ->
                        row.add(event.getImageId()).add(event.getOccurredAt()).add(event.getPriority()));
    }

    static WorkListChange<DiagnosisMade> diagnosed() {
        return new WorkListChange<>(
                OUTCOME,
                (row, event) -> setOutcome(
                        row,
                        event.getImageId(),
                        "DIAGNOSED",
                        Optional.of(event),
                        event.getOccurredAt(),
                        event.getEventId()));
    }

    static WorkListChange<ImageRejected> rejected() {
        return new WorkListChange<>(
                OUTCOME,
                (row, event) -> setOutcome(
                        row,
                        event.getImageId(),
                        "REJECTED",
                        Optional.empty(),
                        event.getOccurredAt(),
                        event.getEventId()));
    }

    private static void setOutcome(
            Parameters row,
            String imageId,
            String status,
            Optional<DiagnosisMade> diagnosis,
            Instant at,
            String eventId)
            throws SQLException {
        row.add(imageId)
                .add(at)
                .add(status)
                .addText(diagnosis.map(DiagnosisMade::getFinding))
                .addNumber(diagnosis.map(DiagnosisMade::getProbability))
                .addNumber(diagnosis.map(DiagnosisMade::getThreshold))
                .add(at)
                .add(eventId);
    }

    static WorkListChange<DiagnosisMade> shadowed() {
        return new WorkListChange<>(
                SHADOWED,
                (row, event) -> row.add(event.getImageId())
                        .add(event.getOccurredAt())
                        .add(event.getFinding())
                        .add(event.getProbability())
                        .add(event.getOccurredAt())
                        .add(event.getEventId()));
    }

    static WorkListChange<LabelCorrected> labelled() {
        return new WorkListChange<>(
                LABELLED,
                (row, event) -> row.add(event.getImageId())
                        .add(event.getOccurredAt())
                        .add(event.getLabel())
                        .add(event.getOccurredAt())
                        .add(event.getEventId()));
    }
}
