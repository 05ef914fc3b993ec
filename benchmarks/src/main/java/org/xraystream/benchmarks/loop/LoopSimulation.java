package org.xraystream.benchmarks.loop;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.xraystream.benchmarks.Progress;
import org.xraystream.benchmarks.Workspace;
import org.xraystream.benchmarks.loop.ModelHistory.Step;
import org.xraystream.command.CommandException;
import org.xraystream.command.Installation;
import org.xraystream.command.JsonFile;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.launcher.Simulation;
import org.xraystream.model.ModelPackage;
import org.xraystream.registry.Announcement;
import org.xraystream.registry.ModelReleases;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.PackageStore;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.FilmReader;
import org.xraystream.training.data.RadiographFolder;
import org.xraystream.training.data.Side;

/** {@code ./xraystream simulate}: see the package. */
public final class LoopSimulation implements Simulation {
    private static final List<ScriptedReader> READERS = List.of(
            new ScriptedReader("reader-a", 0.03, 0.3),
            new ScriptedReader("reader-b", 0.05, 0.5),
            new ScriptedReader("reader-c", 0.08, 0.5));

    /** Long enough for a run, its gate and its time as a shadow. */
    private static final Duration LAST_RUN = Duration.ofMinutes(6);

    /** Folders in the workspace: all films of the base, and the same parted by side. */
    private static final String ALL = "base";

    private static final String PARTED = "parted";
    private static final Map<Side, String> SIDES =
            Map.of(Side.TRAINING, "train", Side.VALIDATION, "val", Side.GATE, "test");

    /**
     * Faster than a hospital would, since a run is to end within the hour, and with margins for a gold set of some
     * hundred films, whose intervals are wide. The first model leaves much to a human, so few films are decided by
     * both.
     */
    private static final Map<String, String> SCHEDULE = Map.ofEntries(
            Map.entry("XRAYSTREAM_TRAINING_SCHEDULE_EVERY", "5s"),
            Map.entry("XRAYSTREAM_TRAINING_SCHEDULE_NEW_LABELS", "700"),
            Map.entry("XRAYSTREAM_TRAINING_RETRAIN_MIN_LABELS", "700"),
            Map.entry("XRAYSTREAM_TRAINING_ROLES_SHADOW_ENOUGH_IMAGES", "60"),
            Map.entry("XRAYSTREAM_TRAINING_ROLES_SHADOW_LEAST_DECIDED", "20"),
            Map.entry("XRAYSTREAM_TRAINING_ROLES_SHADOW_MOST_CONTRADICTIONS", "0.2"),
            Map.entry("XRAYSTREAM_TRAINING_GATE_GOLD_AUROC_MARGIN", "0.02"),
            Map.entry("XRAYSTREAM_TRAINING_GATE_GOLD_SENSITIVITY_MARGIN", "0.06"),
            Map.entry("XRAYSTREAM_TRAINING_GATE_GOLD_SPECIFICITY_MARGIN", "0.1"),
            Map.entry("XRAYSTREAM_TRAINING_GATE_UNREAD_MARGIN", "0.05"),
            Map.entry("XRAYSTREAM_TRAINING_GATE_COVERAGE_MARGIN", "0.1"));

    @Override
    public void run(Request request, PrintWriter out) throws Exception {
        Progress progress = new Progress(out);
        Predicate<Film> lacking = lacking(request.lacking());
        progress.step("Reading the films of %s", request.data());
        Cohorts cohorts = cohorts(request, lacking);
        Files.createDirectories(request.output());
        try (Workspace workspace = Workspace.create();
                LoopStack stack = new LoopStack(workspace.folder(), progress)) {
            LoopReport report = simulate(request, cohorts, lacking, workspace.folder(), stack, progress);
            new LoopPage(report).write(request.output());
            JsonFile.write(request.json().orElse(request.output().resolve("simulation.json")), report);
            report.claims()
                    .forEach(claim ->
                            progress.step("%s: %s (%s)", claim.holds() ? "yes" : "NO ", claim.what(), claim.figures()));
            progress.step("Written to %s. Not for diagnostic use.", request.output());
            if (!report.holds()) {
                throw CommandException.failed("Not all of it holds; see above.");
            }
        }
    }

    private static Predicate<Film> lacking(String pattern) throws CommandException {
        try {
            Predicate<String> name = Pattern.compile(pattern).asPredicate();
            return film -> name.test(film.file().path().getFileName().toString());
        } catch (PatternSyntaxException e) {
            throw CommandException.usage(
                    "The pattern " + pattern + " of --lacking is none: " + e.getDescription() + ".");
        }
    }

    private static Cohorts cohorts(Request request, Predicate<Film> lacking) throws CommandException, IOException {
        Path folder = request.data().resolve("train");
        if (!RadiographFolder.isOne(folder)) {
            throw CommandException.usage("The folder " + request.data() + " has no train/{NORMAL,PNEUMONIA} in it.");
        }
        List<Film> films =
                FilmReader.read(RadiographFolder.list(folder), () -> {}).films();
        Cohorts cohorts = Cohorts.of(films, lacking, request.seed());
        if (cohorts.stream().stream().noneMatch(lacking)
                || cohorts.exam().stream().noneMatch(lacking)) {
            throw CommandException.usage("Too few films in " + folder + " have a name like " + request.lacking() + ".");
        }
        return cohorts;
    }

    private static LoopReport simulate(
            Request request, Cohorts cohorts, Predicate<Film> lacking, Path folder, LoopStack stack, Progress progress)
            throws Exception {
        Instant deadline = Instant.now().plus(request.minutes(), ChronoUnit.MINUTES);
        lay(cohorts.base(), folder);
        Path first = request.output().toAbsolutePath().resolve("first-model");
        if (Files.exists(first.resolve(ModelPackage.MANIFEST))) {
            progress.step("The first model is that of %s", first);
        } else {
            progress.step(
                    "Training the first model on %d films without the subgroup",
                    cohorts.base().size());
            train(folder, first, stack);
        }
        progress.step("Starting the stack");
        Hospital hospital = new Hospital(stack.up(first));
        KafkaSettings kafka = KafkaSettings.from(stack.settings());
        ObjectStoreSettings storage = ObjectStoreSettings.from(stack.settings());
        Exam exam = new Exam(cohorts.exam(), lacking);
        try (ObjectStore objects = ObjectStore.connect(storage);
                ModelHistory history = new ModelHistory(
                        ModelTopic.connect(kafka, "simulation"), packages(objects, storage), exam, progress);
                Ward ward = new Ward(hospital, cohorts.stream(), READERS, request.seed())) {
            objects.ensureBucket(storage.modelsBucket());
            announce(ModelPackage.read(first), packages(objects, storage), kafka);
            progress.step(
                    "%d films stream in, %.1f a second; readers label them",
                    cohorts.stream().size(), request.filmsPerSecond());
            ward.open(request.filmsPerSecond());
            stack.schedule(folder.resolve(ALL), SCHEDULE);
            Instant taught = end(cohorts.stream(), request.filmsPerSecond(), deadline);
            for (int round = 1; round <= request.retrainings(); round++) {
                int former = round;
                history.await(step -> promotions(history.steps()) > former, taught);
            }
            progress.step("A faulty import gives every film so far the wrong label");
            double poisonedAt = history.minutes(Instant.now());
            int mislabelled = ward.mislabel();
            Optional<Step> rejected = history.await(step -> step.minutes() > poisonedAt && step.failedGate(), deadline);
            stack.requireRunning();
            ward.awaitEnd();
            return new Findings(
                            exam,
                            history.minutes(Instant.now()),
                            history.steps(),
                            ward.count(),
                            poisonedAt,
                            mislabelled,
                            rejected)
                    .report(setting(request, cohorts));
        }
    }

    /** When the last label has been learnt from, and no more promotions are to be expected. */
    private static Instant end(List<Film> stream, double filmsPerSecond, Instant deadline) {
        Instant learnt = Instant.now()
                .plusSeconds((long) (stream.size() / filmsPerSecond))
                .plus(LAST_RUN);
        return learnt.isBefore(deadline) ? learnt : deadline;
    }

    private static PackageStore packages(ObjectStore objects, ObjectStoreSettings storage) {
        return new PackageStore(objects, storage.modelsBucket());
    }

    /** Promotions, the first model's among them. */
    private static long promotions(List<Step> steps) {
        return steps.stream().filter(Step::isChampion).count();
    }

    private static LoopReport.Setting setting(Request request, Cohorts cohorts) {
        return new LoopReport.Setting(
                request.lacking(),
                cohorts.base().size(),
                cohorts.stream().size(),
                cohorts.exam().size(),
                (int) cohorts.exam().stream()
                        .map(film -> film.file().patient())
                        .distinct()
                        .count(),
                request.filmsPerSecond(),
                request.seed());
    }

    /** The base as one folder, and parted by side as {@code retrain} parts it. */
    private static void lay(List<Film> base, Path folder) throws IOException {
        for (Film film : base) {
            copy(film, folder.resolve(ALL));
            copy(
                    film,
                    folder.resolve(PARTED).resolve(SIDES.get(Side.of(film.file().patient()))));
        }
    }

    /** Trains on the parted base, so that the first model knows no patient of the gate. */
    private static void train(Path folder, Path model, LoopStack stack)
            throws IOException, CommandException, InterruptedException {
        Path experiment = folder.resolve("first.conf");
        try (InputStream resource = LoopSimulation.class.getResourceAsStream("first.conf")) {
            Files.copy(resource, experiment);
        }
        stack.run(
                "train",
                "--data",
                folder.resolve(PARTED).toString(),
                "--experiment",
                experiment.toString(),
                "--backbone",
                Installation.backbone().toString(),
                "--model-version",
                "0.1.0",
                "--output",
                model.toString());
    }

    private static void copy(Film film, Path folder) throws IOException {
        Path name = film.file().path().getFileName();
        Path target = folder.resolve(film.file().pneumonia() ? RadiographFolder.PNEUMONIA : RadiographFolder.NORMAL)
                .resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(film.file().path(), target);
    }

    private static void announce(ModelPackage model, PackageStore packages, KafkaSettings kafka) throws Exception {
        ModelReleased first = Announcement.first(
                model.manifest(),
                ModelRole.CHAMPION,
                Instant.now(),
                Optional.of(packages.put(model)),
                "simulation",
                "The first model; it does not know the subgroup.");
        try (ModelReleases releases = ModelReleases.connect(kafka, "simulation")) {
            releases.announce(List.of(first));
        }
    }
}
