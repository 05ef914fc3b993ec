package org.xraystream.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads the tables that results-sink writes. Every method fails with a 503 problem while the database is away.
 * Thread-safe.
 */
final class ResultsReader {
    private final DataSource database;
    private final ObjectMapper json;

    ResultsReader(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What is known of an image, with all its corrections; empty if no event named it. */
    Optional<Reading> find(String imageId) {
        return inConnection(connection -> {
            List<Reading> found =
                    query(connection, ReadingRow.SELECT + "WHERE w.image_id = ?", List.of(imageId), ReadingRow::read);
            return withCorrections(connection, found).stream().findFirst();
        });
    }

    /** A page of the work list. */
    WorkList list(WorkListQuery asked) {
        StringBuilder sql = new StringBuilder(ReadingRow.SELECT).append("WHERE true");
        List<Object> parameters = new ArrayList<>();
        asked.finding().ifPresent(finding -> {
            sql.append(" AND w.finding = ?");
            parameters.add(finding.name());
        });
        asked.status().ifPresent(status -> {
            sql.append(" AND w.status = ?");
            parameters.add(status.name());
        });
        asked.cursor().ifPresent(cursor -> after(cursor, sql, parameters));
        sql.append(
                switch (asked.order()) {
                    case NEWEST -> " ORDER BY w.listed_at DESC, w.image_id DESC LIMIT ?";
                    case URGENT -> " ORDER BY w.urgency, w.listed_at, w.image_id LIMIT ?";
                });
        parameters.add(asked.limit() + 1); // one more tells whether there is a next page
        return inConnection(connection -> page(connection, sql.toString(), parameters, asked));
    }

    private static void after(Cursor cursor, StringBuilder sql, List<Object> parameters) {
        switch (cursor.order()) {
            case NEWEST -> sql.append(" AND (w.listed_at, w.image_id) < (?, ?)");
            case URGENT -> {
                sql.append(" AND (w.urgency, w.listed_at, w.image_id) > (?, ?, ?)");
                parameters.add(cursor.urgency());
            }
        }
        parameters.add(cursor.listedAt().atOffset(ZoneOffset.UTC));
        parameters.add(cursor.imageId());
    }

    private WorkList page(Connection connection, String sql, List<Object> parameters, WorkListQuery asked)
            throws SQLException {
        List<Cursor> cursors = new ArrayList<>();
        List<Reading> found = query(connection, sql, parameters, row -> {
            cursors.add(new Cursor(
                    asked.order(), (int) row.integer("urgency"), row.instant("listed_at"), row.text("image_id")));
            return ReadingRow.read(row);
        });
        boolean more = found.size() > asked.limit();
        List<Reading> shown = more ? found.subList(0, asked.limit()) : found;
        String next = more ? cursors.get(asked.limit() - 1).encode() : null;
        return new WorkList(withCorrections(connection, shown), next, Reading.NOTICE);
    }

    private static List<Reading> withCorrections(Connection connection, List<Reading> readings) throws SQLException {
        Map<String, List<Reading.Correction>> byImage = new HashMap<>();
        Object[] imageIds = readings.stream()
                .filter(reading -> reading.label() != null)
                .map(Reading::imageId)
                .toArray();
        if (imageIds.length > 0) {
            query(
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
                row.text("superseded_diagnosis_id"));
    }

    /** Where the radiograph is. */
    Optional<Picture> image(String imageId) {
        String sql = "SELECT bucket, object_key, size_bytes, sha256, media_type FROM images WHERE image_id = ?";
        return inConnection(connection ->
                query(connection, sql, List.of(imageId), row -> new Picture(row.film(), row.text("media_type")))
                        .stream()
                        .findFirst());
    }

    /** The film and the evidence of the diagnosis shown, once both are in. */
    Optional<Evidence> evidence(String imageId) {
        String sql = """
                SELECT d.event_id, d.evidence_width, d.evidence_height, d.evidence,
                    i.bucket, i.object_key, i.size_bytes, i.sha256
                FROM work_list w
                JOIN diagnoses d ON d.event_id = w.outcome_id AND d.evidence IS NOT NULL
                JOIN images i ON i.image_id = w.image_id
                WHERE w.image_id = ?""";
        return inConnection(connection -> query(connection, sql, List.of(imageId), Evidence::read).stream()
                .findFirst());
    }

    /** Every model version in its latest role, the latest release first. */
    List<ModelRelease> models() {
        String sql = """
                SELECT * FROM (SELECT DISTINCT ON (model_id, model_version) * FROM models
                    ORDER BY model_id, model_version, released_at DESC, event_id DESC) latest
                ORDER BY released_at DESC, model_id, model_version""";
        return inConnection(connection -> query(connection, sql, List.of(), this::model));
    }

    private ModelRelease model(Row row) throws SQLException {
        return new ModelRelease(
                row.text("model_id"),
                row.text("model_version"),
                row.text("model_sha256"),
                row.text("role"),
                parse(row.text("metrics")),
                row.instant("released_at"),
                row.text("released_by"),
                row.text("reason"));
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A jsonb column is always JSON", e);
        }
    }

    private interface RowMapper<T> {
        T map(Row row) throws SQLException;
    }

    private static <T> List<T> query(Connection connection, String sql, List<?> parameters, RowMapper<T> mapper)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(mapper.map(new Row(rows)));
                }
                return found;
            }
        }
    }

    private interface InConnection<T> {
        T run(Connection connection) throws SQLException;
    }

    private <T> T inConnection(InConnection<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw isAway(e)
                    ? Problems.away("The database", e)
                    : new IllegalStateException("A query failed: " + e.getMessage(), e);
        }
    }

    /** SQLSTATE classes 08 (connection), 53 (resources) and 57 (intervention), and a pool that has none to give. */
    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || (state != null && List.of("08", "53", "57").contains(state.substring(0, 2)));
    }
}
