package org.xraystream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.xraystream.events.ModelReference;
import org.xraystream.model.Reference.Bins;
import org.xraystream.service.Metrics;
import org.xraystream.training.drift.Drift;
import org.xraystream.training.drift.DriftMetrics;
import org.xraystream.training.drift.DriftReader.Tally;
import org.xraystream.training.drift.StabilityIndex;

final class DriftMonitoringIT {
    @Test
    void everyMetricOfDriftThatDashboardAndAlertsNameExists() throws IOException {
        Drift drift = new Drift(
                new Drift.Series("ward-3", "2026-W48", new ModelReference("cnn", "1.0.0", "ab".repeat(32)), "contrast"),
                new Bins(List.of(0.5), List.of(100L, 100L)),
                List.of(10L, 190L),
                new StabilityIndex(200, 1.3, 0.25));
        PrometheusMeterRegistry registry = Metrics.forService("training-job");
        new DriftMetrics(registry).show(List.of(drift), new Tally(200, 0, 0, 0));

        Set<String> named = MonitoringFiles.metrics().stream()
                .filter(metric -> metric.startsWith("drift_"))
                .collect(Collectors.toSet());

        assertThat(named).contains("drift_index", "drift_alarms");
        assertThat(registry.scrape()
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("[{ ]", 2)[0]))
                .containsAll(named);
        assertThat(registry.scrape()).contains("source=\"ward-3\"", "drift_alarms{service=\"training-job\"} 1.0");
        registry.close();
    }
}
