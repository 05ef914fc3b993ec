package org.xraystream.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.xraystream.events.DriftMeasured;
import org.xraystream.events.ModelReleased;
import org.xraystream.schemas.Topics;

/** The tables about models rather than images: they don't change the work list. */
final class ModelTables {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelTables() {}

    static EventTable<ModelReleased> models() {
        return new EventTable<>(
                Topics.MODELS,
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

    static EventTable<DriftMeasured> drift() {
        return new EventTable<>(
                Topics.DRIFT,
                DriftMeasured.class,
                "drift",
                List.of(
                        "event_id",
                        "measured_at",
                        "source",
                        "week",
                        "statistic",
                        "model_id",
                        "model_version",
                        "model_sha256",
                        "images",
                        "population_stability_index",
                        "bound",
                        "alarm"),
                (row, event) -> row.add(event.getEventId())
                        .add(event.getOccurredAt())
                        .add(event.getSource())
                        .add(event.getWeek())
                        .add(event.getStatistic())
                        .add(event.getModel().getId())
                        .add(event.getModel().getVersion())
                        .add(event.getModel().getSha256())
                        .add(event.getImages())
                        .add(event.getPopulationStabilityIndex())
                        .add(event.getBound())
                        .add(event.getAlarm()),
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
