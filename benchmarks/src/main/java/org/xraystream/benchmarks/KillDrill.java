package org.xraystream.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Kills a part of the system at random moments under load, and counts on a reader of what is committed whether each
 * image has exactly one diagnosis or rejection.
 */
@Command(
        name = "kill-drill",
        mixinStandardHelpOptions = true,
        description =
                "Kills a part at random moments under load, and counts whether each image has exactly one result.")
public final class KillDrill implements Callable<Integer> {
    private static final int START_MINUTES = 3;

    /** What can be killed. */
    enum Part {
        INFERENCE,
        BROKER,
        OBJECT_STORE,
        DATABASE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Spec
    private CommandSpec command;

    @Option(names = "--part", paramLabel = "PART", description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE}.")
    private Part part = Part.INFERENCE;

    @Option(names = "--kills", paramLabel = "N", description = "How often: ${DEFAULT-VALUE}.")
    private int kills = 100;

    @Option(
            names = "--most-seconds",
            paramLabel = "S",
            description = "How long the part may work before it is killed again, at the most: ${DEFAULT-VALUE}.")
    private double mostSeconds = 5;

    @Option(names = "--seed", paramLabel = "N", description = "Of the random moments.")
    private long seed = new Random().nextLong();

    @Option(names = "--images", paramLabel = "DIR", required = true, description = "Radiographs that all images share.")
    private Path images;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the figures for machines.")
    private Path json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new KillDrill())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, () -> {
            PrintWriter out = command.commandLine().getOut();
            KillReport report = drill(new Progress(out));
            report.print(out);
            if (json != null) {
                JsonFile.write(json, report);
            }
            if (!report.isExact()) {
                throw CommandException.failed("Some images have no result, or more than one; see above.");
            }
        });
    }

    private KillReport drill(Progress progress) throws Exception {
        progress.step("Killing %s %d times, seed %d", part, kills, seed);
        try (Workspace workspace = Workspace.create()) {
            return switch (part) {
                case INFERENCE -> killInference(workspace.folder(), progress);
                case BROKER -> killLone("kafka.bootstrap-servers", workspace.folder(), progress);
                case OBJECT_STORE -> killLone("object-store.endpoint", workspace.folder(), progress);
                case DATABASE -> killDatabase(workspace.folder(), progress);
            };
        }
    }

    private KillReport killInference(Path folder, Progress progress) throws Exception {
        try (BenchStack stack = BenchStack.start(folder, progress::detail);
                Victim inference = new KilledProcess(() -> stack.inference("inference"))) {
            return kill(inference, stack, progress);
        }
    }

    private KillReport killLone(String setting, Path folder, Progress progress) throws Exception {
        Path state = folder.resolve("lone");
        CompletableFuture<Path> ready = new CompletableFuture<>();
        try (Victim lone = new KilledProcess(() -> LonePart.start(setting, state, ready))) {
            Map<String, String> connection = LonePart.connection(setting, await(ready));
            try (BenchStack stack = BenchStack.start(folder, connection, progress::detail);
                    JavaProcess inference = stack.inference("inference")) {
                KillReport report = kill(lone, stack, progress);
                inference.requireRunning();
                return report;
            }
        }
    }

    private Path await(CompletableFuture<Path> ready) throws Exception {
        try {
            return ready.get(START_MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw CommandException.failed("The " + part + " did not start within " + START_MINUTES + " minutes.");
        }
    }

    private KillReport killDatabase(Path folder, Progress progress) throws Exception {
        try (BenchStack stack = BenchStack.start(folder, progress::detail);
                JavaProcess inference = stack.inference("inference");
                JavaProcess sink = stack.sink();
                Victim database = new KilledPostgres()) {
            KillReport report = kill(database, stack, progress);
            inference.requireRunning();
            sink.requireRunning();
            return report;
        }
    }

    private KillReport kill(Victim victim, BenchStack stack, Progress progress) throws Exception {
        Backlog backlog = Backlog.prepare(stack.settings(), ImageSet.load(images));
        try (ResultCounter results = BacklogRun.results(stack)) {
            KillRun run = new KillRun(backlog, results, progress);
            run.kill(victim, kills, mostSeconds, new Random(seed));
            List<Double> recoveries = run.recoveries();
            return new KillReport(
                    Machine.here(),
                    part.toString(),
                    kills,
                    seed,
                    run.announced().size(),
                    results.missing(run.announced()),
                    results.doubled(),
                    part == Part.DATABASE
                            ? ResultRows.await(stack.settings(), run.announced().size())
                            : -1,
                    recoveries.size(),
                    KillReport.median(recoveries),
                    recoveries.isEmpty() ? Double.NaN : Collections.max(recoveries));
        }
    }
}
