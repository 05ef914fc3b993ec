package org.xraystream.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.model.ModelPackage;
import org.xraystream.registry.Announcement;
import org.xraystream.registry.ModelReleases;
import org.xraystream.registry.PackageStore;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.training.TrainingJob;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills {@code retrain} at random moments, starts it again, and counts what was announced. */
@Command(
        name = "retrain-kill-drill",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Kills the retraining at random moments, starts it again, and counts whether each run ends in one"
                + " release whose package loads.")
public final class RetrainKillDrill implements Callable<Integer> {
    private static final int FILMS_PER_CLASS = 120;
    private static final int TAUGHT_PER_CLASS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String NETWORK = """
            name = drill
            network { name = residual-cnn, widths = [4, 8] }
            input.size = 32
            batchSize = 8
            averaging = 0.9
            phases = [{ epochs = %d, learningRate = %s }]
            """;

    @Spec
    private CommandSpec command;

    @Option(names = "--kills", paramLabel = "N", description = "How often.")
    private int kills = 20;

    @Option(
            names = "--most-seconds",
            paramLabel = "S",
            description = "How long the process may work before it is killed, at the most.")
    private double mostSeconds = 30;

    @Option(names = "--seed", paramLabel = "N", description = "Of the random moments.")
    private long seed = new Random().nextLong();

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the figures for machines.")
    private Path json;

    private final Map<String, Integer> killedAt = new TreeMap<>();
    private int runs;
    private int wrong;
    private int championUnloadable;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RetrainKillDrill()).execute(arguments));
    }

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, () -> {
            PrintWriter out = command.commandLine().getOut();
            RetrainKillReport report;
            try (Workspace workspace = Workspace.create()) {
                report = drill(workspace.folder(), new Progress(out));
            }
            report.print(out);
            if (json != null) {
                JsonFile.write(json, report);
            }
            if (!report.isExact()) {
                throw CommandException.failed("Some run has no release, or more than one; see above.");
            }
        });
    }

    private RetrainKillReport drill(Path folder, Progress progress) throws Exception {
        progress.step("Killing the retraining %d times, seed %d", kills, seed);
        Random random = new Random(seed);
        BlobFilms.write(folder.resolve("base/train"), FILMS_PER_CLASS, 0, random);
        ModelPackage champion = trainChampion(folder);
        try (BenchStack stack = BenchStack.start(folder, progress::detail)) {
            KafkaConnection.open(stack.kafka()).close();
            ObjectStoreSettings storage = ObjectStoreSettings.from(stack.settings());
            try (ObjectStore store = ObjectStore.connect(storage)) {
                store.ensureBucket(storage.modelsBucket());
                store.ensureBucket(storage.imagesBucket());
                PackageStore packages = new PackageStore(store, storage.modelsBucket());
                announce(stack, packages, champion);
                try (TaughtFilms readers = new TaughtFilms(stack, store, storage.imagesBucket())) {
                    for (int killed = 0; killed < kills; ) {
                        readers.teach(folder, TAUGHT_PER_CLASS, random);
                        killed += runWithKills(stack, packages, folder, kills - killed, random);
                        progress.detail("%d of %d kills, %d runs", killed, kills, runs);
                    }
                }
                return report(stack, packages);
            }
        }
    }

    private static ModelPackage trainChampion(Path folder) throws Exception {
        Path experiment = Files.writeString(folder.resolve("champion.conf"), NETWORK.formatted(2, "0.01"));
        Files.writeString(folder.resolve("retrain.conf"), NETWORK.formatted(4, "0.001"));
        try (JavaProcess training = JavaProcess.start(
                TrainingJob.class,
                0,
                Map.of(),
                line -> {},
                "train",
                "--data",
                folder.resolve("base").toString(),
                "--output",
                folder.resolve("champion").toString(),
                "--experiment",
                experiment.toString())) {
            training.awaitEnd();
        }
        return ModelPackage.read(folder.resolve("champion"));
    }

    private static void announce(BenchStack stack, PackageStore packages, ModelPackage champion) throws Exception {
        try (ModelReleases releases = ModelReleases.connect(stack.kafka(), "drill")) {
            releases.announce(List.of(Announcement.first(
                    champion.manifest(),
                    ModelRole.CHAMPION,
                    Instant.now(),
                    Optional.of(packages.put(champion)),
                    "drill",
                    "The drill's first.")));
        }
    }

    /** Starts a run as often as it takes; says how often it was killed, at the most as often as told. */
    private int runWithKills(BenchStack stack, PackageStore packages, Path folder, int most, Random random)
            throws Exception {
        int before = candidates(stack);
        runs++;
        int killed = 0;
        while (killed < most && isKilled(stack, folder, random)) {
            killed++;
            championUnloadable += isLoadable(AnnouncedPackages.of(stack.kafka(), ModelRole.CHAMPION), packages) ? 0 : 1;
        }
        if (killed == most) {
            runUndisturbed(stack, folder);
        }
        wrong += candidates(stack) == before + 1 ? 0 : 1;
        return killed;
    }

    /** Whether it was killed before its end. */
    private boolean isKilled(BenchStack stack, Path folder, Random random) throws Exception {
        LastLine last = new LastLine();
        try (JavaProcess process = retrain(stack, folder, last)) {
            if (process.endsWithin(Duration.ofMillis((long) (random.nextDouble() * mostSeconds * 1_000)))) {
                return false;
            }
            process.kill();
            killedAt.merge(last.step(), 1, Integer::sum);
            return true;
        }
    }

    private static void runUndisturbed(BenchStack stack, Path folder) throws Exception {
        try (JavaProcess process = retrain(stack, folder, new LastLine())) {
            if (!process.endsWithin(PATIENCE)) {
                throw CommandException.failed(
                        "A run that nobody killed did not end within " + PATIENCE.toMinutes() + " minutes.");
            }
        }
    }

    private static JavaProcess retrain(BenchStack stack, Path folder, LastLine last) throws IOException {
        return stack.trainingJob(
                Map.of("XRAYSTREAM_TRAINING_GATE_BOOTSTRAP_ROUNDS", "200"),
                last,
                List.of(
                        "retrain",
                        "--data",
                        folder.resolve("base").toString(),
                        "--work-dir",
                        folder.resolve("work").toString(),
                        "--experiment",
                        folder.resolve("retrain.conf").toString(),
                        "--min-labels",
                        "1"));
    }

    private static int candidates(BenchStack stack) {
        return AnnouncedPackages.of(stack.kafka(), ModelRole.CANDIDATE).size();
    }

    private static boolean isLoadable(List<ModelReleased> announced, PackageStore packages)
            throws ObjectStoreException {
        for (ModelReleased model : announced) {
            if (!AnnouncedPackages.isLoadable(packages, model)) {
                return false;
            }
        }
        return true;
    }

    private RetrainKillReport report(BenchStack stack, PackageStore packages) throws ObjectStoreException, IOException {
        List<ModelReleased> candidates = AnnouncedPackages.of(stack.kafka(), ModelRole.CANDIDATE);
        int unloadable = 0;
        for (ModelReleased candidate : candidates) {
            unloadable += AnnouncedPackages.isLoadable(packages, candidate) ? 0 : 1;
        }
        return new RetrainKillReport(
                Machine.here(), kills, seed, killedAt, runs, candidates.size(), wrong, unloadable, championUnloadable);
    }
}
