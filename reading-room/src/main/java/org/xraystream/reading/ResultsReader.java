package org.xraystream.reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what is known of images from the tables that results-sink writes; the result of an image that awaits its blind
 * read does not leave this class. Every method fails with a 503 problem while the database is away. Thread-safe.
 */
final class ResultsReader {
    private final Queries queries;
    private final AuditSample sample;

    ResultsReader(Queries queries, AuditSample sample) {
        this.queries = queries;
        this.sample = sample;
    }

    /** What is known of an image, with all its corrections; empty if no event named it. */
    Optional<Reading> find(String imageId) {
        String sql = ReadingRow.select("work_list", sample.awaits()) + "WHERE w.image_id = ?";
        return queries.inConnection(connection -> {
            List<Reading> found = Queries.list(connection, sql, List.of(imageId), ReadingRow::read);
            return withCorrections(connection, found).stream().findFirst();
        });
    }

    /** A page of the work list. */
    WorkList list(WorkListQuery asked) {
        WorkListSql sql = WorkListSql.of(asked, sample);
        return queries.inConnection(connection -> page(connection, sql, asked));
    }

    private static WorkList page(Connection connection, WorkListSql sql, WorkListQuery asked) throws SQLException {
        List<Cursor> cursors = new ArrayList<>();
        List<Reading> found = Queries.list(connection, sql.text(), sql.parameters(), row -> {
            cursors.add(new Cursor(asked.order(), urgency(asked, row), row.instant("listed_at"), row.text("image_id")));
            return ReadingRow.read(row);
        });
        boolean more = found.size() > asked.limit();
        List<Reading> shown = more ? found.subList(0, asked.limit()) : found;
        String next = more ? cursors.get(asked.limit() - 1).encode() : null;
        return new WorkList(withCorrections(connection, shown), next, Reading.NOTICE);
    }

    /** The order by time needs none, and it would tell of a hidden finding. */
    private static int urgency(WorkListQuery asked, Row row) throws SQLException {
        return asked.order() == WorkListQuery.Order.URGENT ? (int) row.integer("urgency") : 0;
    }

    private static List<Reading> withCorrections(Connection connection, List<Reading> readings) throws SQLException {
        Map<String, List<Reading.Correction>> byImage = new HashMap<>();
        Object[] imageIds = readings.stream()
                .filter(reading -> reading.label() != null)
                .map(Reading::imageId)
                .toArray();
        if (imageIds.length > 0) {
            Queries.list(
                    connection,
                    "SELECT * FROM corrections WHERE image_id = ANY(?) ORDER BY corrected_at, event_id",
                    List.of(connection.createArrayOf("text", imageIds)),
                    row -> byImage.computeIfAbsent(row.text("image_id"), id -> new ArrayList<>())
                            .add(correction(row)));
        }
        return readings.stream()
                .map(reading -> reading.with(byImage.getOrDefault(reading.imageId(), List.of())))
                .toList();
    }

    private static Reading.Correction correction(Row row) throws SQLException {
        return new Reading.Correction(
                row.text("event_id"),
                row.instant("corrected_at"),
                row.text("label"),
                row.text("reader_pseudonym"),
                row.flag("model_result_seen"),
                row.text("comment"),
                row.text("superseded_diagnosis_id"),
                row.text("selection"));
    }

    /** Where the radiograph is. */
    Optional<Picture> image(String imageId) {
        String sql = "SELECT bucket, object_key, size_bytes, sha256, media_type FROM images WHERE image_id = ?";
        return queries.list(sql, List.of(imageId), row -> new Picture(row.film(), row.text("media_type"))).stream()
                .findFirst();
    }

    /** The film and the evidence of the diagnosis shown, once both are in; empty before the blind read. */
    Optional<Evidence> evidence(String imageId) {
        String sql = """
                SELECT d.event_id, d.evidence_width, d.evidence_height, d.evidence,
                    i.bucket, i.object_key, i.size_bytes, i.sha256
                FROM work_list w
                JOIN diagnoses d ON d.event_id = w.outcome_id AND d.evidence IS NOT NULL
                JOIN images i ON i.image_id = w.image_id
                WHERE w.image_id = ? AND NOT\s""" + sample.awaits();
        return queries.list(sql, List.of(imageId), Evidence::read).stream().findFirst();
    }
}
