package org.xraystream.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A server in a process of its own that cannot outlive this one.
 *
 * <p>A shell watches a pipe whose other end only this JVM holds, and signals the server when it closes: that is how the
 * server is stopped, and the kernel closes the pipe just the same when this JVM is killed. Should the watcher be killed
 * too, the recorded process id lets the next start stop what was left over. The server runs in a session of its own
 * (where {@code setsid} exists), so that Ctrl-C in a terminal reaches this JVM alone, which then stops everything in
 * order.
 */
final class ChildProcess implements AutoCloseable {
    // $1 is the signal that stops the server, the rest its command. exec keeps the shell's process id.
    private static final String GUARD = """
            trap '' INT HUP
            signal=$1
            shift
            exec 3<&0
            (cat <&3 >/dev/null; kill -"$signal" $$) 2>/dev/null &
            exec $(command -v setsid) "$@" </dev/null 3<&-
            """;

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final ProcessRecord record;
    private final Path log;

    private ChildProcess(String name, Process process, ProcessRecord record, Path log) {
        this.name = name;
        this.process = process;
        this.record = record;
        this.log = log;
    }

    /**
     * Starts the command, with its output in a log file; the log of the time before is kept beside it.
     *
     * @param stopSignal the name of the signal that stops it cleanly, for example {@code TERM}
     * @param folder its working directory, which also keeps {@code NAME.log} and {@code NAME.pid}
     */
    static ChildProcess start(String name, List<String> command, String stopSignal, Path folder) throws IOException {
        Path log = folder.resolve(name + ".log");
        if (Files.exists(log)) {
            Files.move(log, previous(log), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard", stopSignal));
        guarded.addAll(command);
        Process process = new ProcessBuilder(guarded)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ProcessRecord record = recordOf(name, folder);
        record.write(process.toHandle());
        return new ChildProcess(name, process, record, log);
    }

    private static Path previous(Path log) {
        return log.resolveSibling(log.getFileName().toString().replaceFirst("\\.log$", ".previous.log"));
    }

    /** Stops what a start of the same name left running when its JVM was killed; returns once it is gone. */
    static void stopLeftOver(String name, Path folder) throws InterruptedException {
        recordOf(name, folder).stopLeftOver(STOP_PATIENCE);
    }

    private static ProcessRecord recordOf(String name, Path folder) {
        return new ProcessRecord(folder.resolve(name + ".pid"));
    }

    /**
     * Waits until the server answers.
     *
     * @param limit how long it may take
     * @param answers asks the server once
     * @throws InfrastructureException if it ends or does not answer in time; the message quotes its log
     */
    void awaitAnswer(Duration limit, BooleanSupplier answers) throws InterruptedException {
        boolean answered = Poll.until(limit, () -> !process.isAlive() || answers.getAsBoolean());
        if (!process.isAlive()) {
            throw new InfrastructureException(name + " ended by itself (" + reason() + "): see " + log + ".");
        }
        if (!answered) {
            throw new InfrastructureException(
                    name + " does not answer after " + limit.toSeconds() + " s (" + reason() + "): see " + log + ".");
        }
    }

    /** Completes when the server has ended, with its exit status and where its log is once it was started again. */
    CompletableFuture<String> ended() {
        return process.onExit().thenApply(gone -> "exit status " + gone.exitValue() + ", log in " + previous(log));
    }

    // Servers give the reason as an error and then say less telling things.
    private String reason() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> written =
                    lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
            return lastOf(written.stream().filter(line -> line.contains("FATAL") || line.contains("ERROR")))
                    .or(() -> lastOf(written.stream()))
                    .orElse("it wrote nothing");
        } catch (IOException | UncheckedIOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    private static Optional<String> lastOf(Stream<String> lines) {
        return lines.reduce((earlier, later) -> later);
    }

    /** Stops it cleanly, or by force if it takes too long; returns once it is gone. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(KILL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            record.delete();
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
