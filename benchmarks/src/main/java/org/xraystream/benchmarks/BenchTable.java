package org.xraystream.benchmarks;

import java.io.PrintWriter;
import java.util.Locale;
import org.xraystream.benchmarks.BenchReport.Backlogged;
import org.xraystream.benchmarks.EndToEnd.OpenLoop;

/** The report for people. */
final class BenchTable {
    private final PrintWriter out;

    private BenchTable(PrintWriter out) {
        this.out = out;
    }

    static void print(BenchReport report, PrintWriter out) {
        BenchTable table = new BenchTable(out);
        table.heading(report);
        table.throughput(report);
        table.latency(report);
        table.ratios(report);
        out.flush();
    }

    private void heading(BenchReport report) {
        BenchReport.Setting setting = report.setting();
        line("");
        line(
                "%s, %d cores, load %.1f before; %s %s",
                setting.machine().processor(),
                setting.machine().processors(),
                setting.machine().loadAverage(),
                setting.modelId(),
                setting.modelVersion());
        line(
                "%d images of %s, on average %.0f kB and %.1f megapixels",
                report.images().files(),
                setting.folder(),
                report.images().meanBytes() / 1e3,
                report.images().meanPixels() / 1e6);
        line("");
    }

    private void throughput(BenchReport report) {
        line("%-66s %8s %13s", "", "images/s", "processor ms");
        BenchReport.Predictor predictor = report.predictor();
        rate(
                "the model alone, batches of %d, %d × %d thread(s)"
                        .formatted(predictor.batchSize(), predictor.loops(), predictor.threadsPerCall()),
                predictor.imagesPerSecond());
        BenchReport.PlainLoop loop = report.plainLoop();
        rate(
                "plain loop of decode and read, %d × %d thread(s)".formatted(loop.loops(), loop.threadsPerCall()),
                loop.imagesPerSecond(),
                loop.processorMillis());
        rate(
                "naive mapValues, exactly once",
                report.naive().imagesPerSecond(),
                report.naive().processorMillis());
        rate(
                "the same with a stream thread and a classifier a core",
                report.naiveOnAll().imagesPerSecond(),
                report.naiveOnAll().processorMillis());
        Backlogged backlog = report.backlog();
        rate(
                "this system, backlog of %d (lost %d, doubled %d)"
                        .formatted(backlog.announced(), backlog.lost(), backlog.doubled()),
                backlog.drain().imagesPerSecond(),
                backlog.drain().processorMillis());
        BenchReport.Path path = report.path();
        rate(
                "this system, HTTP in to a row, capacity (lost %d, doubled %d)".formatted(path.lost(), path.doubled()),
                path.capacity().imagesPerSecond());
        line("");
    }

    private void latency(BenchReport report) {
        line("%-42s %7s %7s %7s %7s", "HTTP in to a row, milliseconds", "p50", "p90", "p99", "max");
        latency("50 %", report.path().at50());
        latency("80 %", report.path().at80());
        line("");
    }

    private void latency(String load, OpenLoop loop) {
        LatencySummary latency = loop.latencyMillis();
        line(
                "%-42s %7.0f %7.0f %7.0f %7.0f",
                "at %s load, %.1f images/s, refused %d".formatted(load, loop.offeredPerSecond(), loop.refused()),
                latency.p50(),
                latency.p90(),
                latency.p99(),
                latency.max());
    }

    private void ratios(BenchReport report) {
        BenchReport.Ratios rates = report.ratios();
        BenchReport.ProcessorRatios processor = report.processorRatios();
        line("%-42s %7s %15s", "", "by rate", "by processor");
        line("%-42s %7.2f %15.2f", "backlog / plain loop", rates.backlogToPlainLoop(), processor.backlogToPlainLoop());
        line("%-42s %7.2f %15.2f", "backlog / naive", rates.backlogToNaive(), processor.backlogToNaive());
        line(
                "%-42s %7.2f %15.2f",
                "backlog / naive, a stream thread a core",
                rates.backlogToNaiveOnAll(),
                processor.backlogToNaiveOnAll());
        line("%-42s %7.2f", "model / ONNX Runtime", rates.cpuToOnnxRuntime());
    }

    private void rate(String what, double imagesPerSecond) {
        line("%-66s %8.1f", what, imagesPerSecond);
    }

    private void rate(String what, double imagesPerSecond, double processorMillis) {
        line("%-66s %8.1f %13.1f", what, imagesPerSecond, processorMillis);
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
