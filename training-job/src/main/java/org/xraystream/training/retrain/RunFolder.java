package org.xraystream.training.retrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.xraystream.command.JsonFile;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;

/**
 * Where a run keeps what it has come to, on a disk that outlives the process. Every step ends with one atomic move: a
 * kill at any instruction leaves the step done or not begun. There is a run while its plan is there, which is written
 * last and removed first. Not for two processes at once: who uses it holds the {@link TrainingLease}.
 */
final class RunFolder {
    private static final String PLAN = "plan.json";
    private static final String VERDICT = "verdict.json";

    private final Path folder;

    RunFolder(Path workDirectory) {
        this.folder = workDirectory.resolve("run");
    }

    private record Judged(boolean passed, Map<String, Double> figures) {}

    /** The run that was begun and has not ended. */
    Optional<RunPlan> plan() throws IOException {
        Path file = folder.resolve(PLAN);
        return Files.exists(file) ? Optional.of(JsonFile.read(file, RunPlan.class)) : Optional.empty();
    }

    /** Begins a run, in the place of whatever is there. */
    void begin(RunPlan plan, ModelPackage champion) throws IOException {
        end();
        champion.write(folder.resolve("champion"));
        write(PLAN, plan);
    }

    /** The champion of the run. */
    ModelPackage champion() throws ModelPackageException {
        return ModelPackage.read(folder.resolve("champion"));
    }

    /** For the training. */
    Path checkpoint() {
        return folder.resolve("checkpoint.zip");
    }

    /** What the gate has said, if it has. */
    Optional<Verdict> verdict() throws IOException, ModelPackageException {
        Path file = folder.resolve(VERDICT);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Judged judged = JsonFile.read(file, Judged.class);
        return Optional.of(new Verdict(ModelPackage.read(candidate()), judged.passed(), judged.figures()));
    }

    void keep(Verdict verdict) throws IOException {
        verdict.candidate().write(candidate());
        write(VERDICT, new Judged(verdict.passed(), verdict.figures()));
    }

    private Path candidate() {
        return folder.resolve("candidate");
    }

    /** Ends the run; what it kept is gone. */
    void end() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.deleteIfExists(folder.resolve(PLAN));
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private void write(String name, Object value) throws IOException {
        Path unfinished = folder.resolve(name + ".unfinished");
        JsonFile.write(unfinished, value);
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
