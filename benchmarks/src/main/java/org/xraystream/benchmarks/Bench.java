package org.xraystream.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.xraystream.benchmarks.BenchReport.Backlogged;
import org.xraystream.command.JsonFile;
import org.xraystream.launcher.Benchmark;

/**
 * {@code ./xraystream bench}: the model alone, a plain loop, a naive topology, this system on a backlog, and this
 * system from HTTP in to a row; one after another on the same images. Whatever reads images does so in a process of its
 * own, the system beside the infrastructure in this one.
 */
public final class Bench implements Benchmark {
    @Override
    public void run(Path folder, int seconds, Optional<Path> json, PrintWriter out) throws Exception {
        BenchReport report = measure(folder, seconds, new Progress(out));
        BenchTable.print(report, out);
        if (json.isPresent()) {
            JsonFile.write(json.get(), report);
        }
    }

    private static BenchReport measure(Path folder, int seconds, Progress progress) throws Exception {
        BenchReport.Setting setting = BenchReport.Setting.of(folder, seconds);
        ImageSet images = ImageSet.load(folder);
        Timing timing = Timing.ofSeconds(seconds);
        try (Workspace workspace = Workspace.create()) {
            PlainLoops loops = PlainLoops.measure(folder, seconds, workspace.folder(), progress);
            progress.step("The model beside ONNX Runtime, on prepared films");
            PeerRates peer = PeerRates.measure();
            progress.step("Starting the infrastructure");
            try (BenchStack stack = BenchStack.start(workspace.folder(), progress::detail)) {
                int count = (int) Math.ceil(loops.plainLoop().imagesPerSecond() * timing.wholeSeconds());
                Set<String> waiting = Backlog.prepare(stack.settings(), images).announce(count);
                Drain naive = BacklogRun.naive(stack, "bench-naive", 1, count, timing, progress);
                Drain naiveOnAll = BacklogRun.naive(
                        stack, "bench-naive-on-all", setting.machine().processors(), count, timing, progress);
                try (ResultCounter results = BacklogRun.results(stack);
                        JavaProcess inference = stack.inference("inference")) {
                    Backlogged backlog = BacklogRun.system(results, inference, waiting, timing, progress);
                    BenchReport.Path path = PathRun.measure(stack, inference, images, count, timing, progress);
                    return BenchReport.of(setting, images, loops, peer, naive, naiveOnAll, backlog, path);
                }
            }
        }
    }
}
