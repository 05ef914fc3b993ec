package org.xraystream.benchmarks;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.xraystream.benchmarks.EndToEnd.Capacity;
import org.xraystream.benchmarks.EndToEnd.OpenLoop;
import org.xraystream.command.CommandException;
import org.xraystream.ingest.IngestService;
import org.xraystream.service.RunningService;
import org.xraystream.service.Settings;
import org.xraystream.sink.ResultsSink;

/**
 * This system from HTTP in to a row in PostgreSQL, with inference-streams in its process and the others in this one.
 */
final class PathRun {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int PAUSE_MILLIS = 100;

    private PathRun() {}

    /**
     * Measures the capacity, then the latencies at 50 % and 80 % of it.
     *
     * @param earlier images whose results are in the topics already
     */
    static BenchReport.Path measure(
            BenchStack stack, JavaProcess inference, ImageSet images, int earlier, Timing timing, Progress progress)
            throws Exception {
        Settings settings = stack.settings().with(Map.of("ingest.http.port", 0, "results-sink.http.port", 0));
        try (RunningService sink = ResultsSink.start(settings);
                RunningService ingest = IngestService.start(settings);
                RowWatcher rows = RowWatcher.start(settings)) {
            progress.step("results-sink stores the %d results so far", earlier);
            awaitRows(settings, earlier);
            EndToEnd load = new EndToEnd(new UploadClient(ingest.port(), images), rows);
            progress.step("HTTP in to a row: what the path can take");
            Capacity capacity = load.capacity(timing);
            progress.detail("%.1f images/s", capacity.imagesPerSecond());
            OpenLoop at50 = openLoop(load, 0.5, capacity, timing, progress);
            OpenLoop at80 = openLoop(load, 0.8, capacity, timing, progress);
            inference.requireRunning();
            RowWatcher.Rows stored = RowWatcher.count(settings);
            long accepted = earlier + capacity.accepted() + at50.sent() - at50.refused() + at80.sent() - at80.refused();
            return new BenchReport.Path(
                    capacity,
                    at50,
                    at80,
                    stored.results(),
                    accepted - stored.images(),
                    stored.results() - stored.images());
        }
    }

    private static OpenLoop openLoop(EndToEnd load, double share, Capacity capacity, Timing timing, Progress progress)
            throws CommandException, InterruptedException {
        double perSecond = share * capacity.imagesPerSecond();
        progress.step("HTTP in to a row: latency at %.0f %%, %.1f images/s", 100 * share, perSecond);
        OpenLoop measured = load.openLoop(perSecond, Timing.ofFamiliar(timing.seconds()));
        LatencySummary latency = measured.latencyMillis();
        progress.detail("p50 %.0f ms, p90 %.0f ms, p99 %.0f ms", latency.p50(), latency.p90(), latency.p99());
        return measured;
    }

    private static void awaitRows(Settings settings, int images)
            throws CommandException, InterruptedException, SQLException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (RowWatcher.count(settings).images() < images) {
            if (System.nanoTime() > deadline) {
                throw CommandException.failed("results-sink did not store " + images + " results in two minutes.");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
