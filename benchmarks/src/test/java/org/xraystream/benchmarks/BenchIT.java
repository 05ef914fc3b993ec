package org.xraystream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.launcher.Benchmark;

/**
 * The whole run with tiny measurements: nothing is lost or doubled, and every figure is there; how high is not told.
 */
final class BenchIT {
    @TempDir
    Path folder;

    @Test
    void everyFigureIsThereAndEveryImageHasOneResult() throws Exception {
        Path samples = Path.of(System.getProperty("xraystream.home"), "samples");
        Path file = folder.resolve("bench.json");
        StringWriter out = new StringWriter();

        ServiceLoader.load(Benchmark.class)
                .findFirst()
                .orElseThrow()
                .run(samples, 1, Optional.of(file), new PrintWriter(out));

        JsonNode report = new ObjectMapper().readTree(file.toFile());
        assertThat(report.at("/ratios/backlogToPlainLoop").asDouble()).isPositive();
        assertThat(report.at("/ratios/backlogToNaive").asDouble()).isPositive();
        for (String load : new String[] {"at50", "at80"}) {
            JsonNode latency = report.at("/latencyMillis/" + load);
            assertThat(latency.get("p50").asDouble()).isPositive();
            assertThat(latency.get("p99").asDouble())
                    .isGreaterThanOrEqualTo(latency.get("p90").asDouble())
                    .isGreaterThanOrEqualTo(latency.get("p50").asDouble());
            assertThat(report.at("/path/" + load + "/lost").asInt()).isZero();
        }
        assertThat(report.at("/predictor/batchSize").asInt()).isPositive();
        assertThat(report.at("/backlog/announced").asInt()).isPositive();
        for (String part : new String[] {"backlog", "path"}) {
            assertThat(report.at("/" + part + "/lost").asInt(-1)).isZero();
            assertThat(report.at("/" + part + "/doubled").asInt(-1)).isZero();
        }
        long sent = report.at("/backlog/announced").asLong()
                + report.at("/path/capacity/accepted").asLong()
                + report.at("/path/at50/sent").asLong()
                - report.at("/path/at50/refused").asLong()
                + report.at("/path/at80/sent").asLong()
                - report.at("/path/at80/refused").asLong();
        assertThat(report.at("/path/rows").asLong()).isEqualTo(sent);
        assertThat(out.toString()).contains("plain loop", "naive", "this system", "p99");
    }
}
