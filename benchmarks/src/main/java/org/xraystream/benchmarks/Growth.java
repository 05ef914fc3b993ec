package org.xraystream.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.JsonFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Whether an image costs the same however many wait and however many instances share the work, and whether memory stays
 * where it is: the 100,000 images of the default are a soak test of one process.
 */
@Command(
        name = "Growth",
        mixinStandardHelpOptions = true,
        description = "Drains backlogs of small images of several sizes, then one by several instances at once.")
public final class Growth implements Callable<Integer> {
    private static final int SIDE = 224;
    private static final double EARLY = 0.2;
    private static final double MEGABYTE = 1e6;

    @Spec
    private CommandSpec command;

    @Option(names = "--images", paramLabel = "DIR", required = true, description = "Folder with radiographs.")
    private Path folder;

    @Option(names = "--sizes", split = ",", paramLabel = "N", description = "Backlogs of one instance.")
    private List<Integer> sizes = List.of(1_000, 10_000, 100_000);

    @Option(names = "--instances", split = ",", paramLabel = "N", description = "Processes that share a backlog.")
    private List<Integer> instances = List.of(2, 4);

    @Option(names = "--shared", paramLabel = "N", description = "Images for each instance of those: ${DEFAULT-VALUE}.")
    private int shared = 1_000;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the figures for machines.")
    private Path json;

    /**
     * One backlog.
     *
     * @param drain after a warm-up of five seconds
     * @param earlyBytes physical memory of all instances when a fifth of the images were read
     * @param lateBytes the same at the end
     */
    record Figures(int instances, int images, long lost, long doubled, Drain drain, long earlyBytes, long lateBytes) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Growth()).execute(arguments));
    }

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::measure);
    }

    private void measure() throws Exception {

        Progress progress = new Progress(command.commandLine().getOut());
        ImageSet images = ImageSet.load(folder).shrunkTo(SIDE);
        List<Figures> all = new ArrayList<>();
        try (Workspace workspace = Workspace.create();
                BenchStack stack = BenchStack.start(workspace.folder(), progress::detail)) {
            Backlog backlog = Backlog.prepare(stack.settings(), images);
            progress.step(
                    "%9s %8s %9s %6s %8s %14s %10s %10s %8s",
                    "instances",
                    "images",
                    "images/s",
                    "lost",
                    "doubled",
                    "processor ms",
                    "MB at 20 %",
                    "MB at end",
                    "change");
            for (int size : sizes) {
                all.add(said(drain(stack, backlog, size, 1), progress));
            }
            for (int count : instances) {
                all.add(said(drain(stack, backlog, count * shared, count), progress));
            }
        }
        if (json != null) {
            JsonFile.write(json, all);
        }
    }

    private static Figures said(Figures figures, Progress progress) {
        progress.step(
                "%9d %8d %9.1f %6d %8d %14.1f %10.0f %10.0f %+7.1f%%",
                figures.instances,
                figures.images,
                figures.drain.imagesPerSecond(),
                figures.lost,
                figures.doubled,
                figures.drain.readerMillis(),
                figures.earlyBytes / MEGABYTE,
                figures.lateBytes / MEGABYTE,
                100.0 * (figures.lateBytes - figures.earlyBytes) / figures.earlyBytes);
        return figures;
    }

    private static Figures drain(BenchStack stack, Backlog backlog, int size, int instances) throws Exception {
        Set<String> waiting = backlog.announce(size);
        List<JavaProcess> processes = new ArrayList<>();
        try (ResultCounter results = BacklogRun.results(stack)) {
            for (int i = 0; i < instances; i++) {
                processes.add(stack.inference("instance-" + i));
            }
            DrainRecorder recorder = new DrainRecorder(results, processes);
            recorder.await((int) (EARLY * size), Long.MAX_VALUE);
            long early = residentBytes(processes);
            recorder.await(size, Long.MAX_VALUE);
            long late = residentBytes(processes);
            results.poll(); // one that was doubled may follow
            return new Figures(
                    instances,
                    size,
                    results.missing(waiting),
                    results.doubled(),
                    recorder.drain(Timing.ofFamiliar(10)),
                    early,
                    late);
        } finally {
            processes.forEach(JavaProcess::close);
        }
    }

    private static long residentBytes(List<JavaProcess> processes) throws IOException {
        long bytes = 0;
        for (JavaProcess process : processes) {
            bytes += process.residentBytes();
        }
        return bytes;
    }
}
