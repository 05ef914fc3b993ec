package org.xraystream.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.xraystream.benchmarks.BenchReport.PlainLoop;
import org.xraystream.benchmarks.BenchReport.Predictor;
import org.xraystream.benchmarks.LoopThroughput.Figures;
import org.xraystream.benchmarks.LoopThroughput.LoopRate;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;

/**
 * The baselines without a system: one loop whose calls use every core, and a loop per core whose calls use one. The
 * better of the two is what the system is compared with.
 */
record PlainLoops(List<Figures> tried) {
    /** @param workspace for the processes' results */
    static PlainLoops measure(Path images, int seconds, Path workspace, Progress progress)
            throws CommandException, InterruptedException, IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        List<Figures> tried = new ArrayList<>();
        for (int loops : Stream.of(1, cores).distinct().toList()) {
            int threads = cores / loops;
            progress.step("Loops without a system: %d × %d thread(s) for each call of the model", loops, threads);
            Path result = workspace.resolve("loops-" + loops + ".json");
            try (JavaProcess process = JavaProcess.start(
                    LoopThroughput.class,
                    threads,
                    Map.of(),
                    progress::detail,
                    "--images=" + images,
                    "--loops=" + loops,
                    "--seconds=" + seconds,
                    "--json=" + result)) {
                process.awaitEnd();
            }
            tried.add(JsonFile.read(result, Figures.class));
        }
        return new PlainLoops(tried);
    }

    /** The model alone, at its best. */
    Predictor predictor() {
        return tried.stream()
                .flatMap(figures -> figures.predictor().stream()
                        .map(rate -> new Predictor(
                                figures.loops(), figures.threadsPerCall(), rate.batchSize(), rate.imagesPerSecond())))
                .max(Comparator.comparingDouble(Predictor::imagesPerSecond))
                .orElseThrow();
    }

    /** Decode and read, one film at a time, at its best. */
    PlainLoop plainLoop() {
        return tried.stream()
                .map(PlainLoops::plainLoop)
                .max(Comparator.comparingDouble(PlainLoop::imagesPerSecond))
                .orElseThrow();
    }

    private static PlainLoop plainLoop(Figures figures) {
        LoopRate rate = figures.plainLoop();
        return new PlainLoop(
                figures.loops(),
                figures.threadsPerCall(),
                rate.imagesPerSecond(),
                rate.decodeMillis() + rate.readMillis(),
                rate.processorMillis());
    }
}
