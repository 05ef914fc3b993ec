package org.xraystream.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.List;

/** Reads what is known of the models rather than of an image. Thread-safe. */
final class ModelsReader {
    private final Queries queries;
    private final ObjectMapper json;

    ModelsReader(Queries queries, ObjectMapper json) {
        this.queries = queries;
        this.json = json;
    }

    /** Every model version in its latest role, the latest release first. */
    List<ModelRelease> models() {
        String sql = """
                SELECT * FROM (SELECT DISTINCT ON (model_id, model_version) * FROM models
                    ORDER BY model_id, model_version, released_at DESC, event_id DESC) latest
                ORDER BY released_at DESC, model_id, model_version""";
        return queries.list(sql, List.of(), this::model);
    }

    /** Of each source and statistic the last measurement of its latest week; alarms first. */
    List<Drift> drift() {
        String sql = """
                SELECT * FROM (SELECT DISTINCT ON (source, statistic) * FROM drift
                    ORDER BY source, statistic, week DESC, measured_at DESC, event_id DESC) latest
                ORDER BY alarm DESC, week DESC, source, statistic""";
        return queries.list(sql, List.of(), ModelsReader::measured);
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

    private static Drift measured(Row row) throws SQLException {
        return new Drift(
                row.text("source"),
                row.text("week"),
                row.text("statistic"),
                row.integer("images"),
                row.number("population_stability_index"),
                row.number("bound"),
                row.flag("alarm"),
                new Reading.Model(row.text("model_id"), row.text("model_version"), row.text("model_sha256")),
                row.instant("measured_at"));
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A jsonb column is always JSON", e);
        }
    }
}
