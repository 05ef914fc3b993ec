package org.xraystream.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * A file that says which process serves a folder. The start time is kept beside the process id, since ids are used
 * again and a stranger must not be stopped.
 */
record ProcessRecord(Path file) {
    private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(2);

    void write(ProcessHandle process) {
        Properties content = new Properties();
        content.setProperty("pid", Long.toString(process.pid()));
        process.info().startInstant().ifPresent(start -> content.setProperty("started", start.toString()));
        PropertiesFile.write(file, content, null);
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the recorded process, by force when it does not go by itself; returns once it is gone. */
    void stopLeftOver(Duration patience) throws InterruptedException {
        Optional<ProcessHandle> leftOver = leftOver();
        if (leftOver.isPresent()) {
            stop(leftOver.get(), patience);
        }
        delete();
    }

    private static void stop(ProcessHandle process, Duration patience) throws InterruptedException {
        process.destroy();
        if (!Poll.until(patience, () -> !runs(process))) {
            process.destroyForcibly();
            if (!Poll.until(patience, () -> !runs(process))) {
                throw new InfrastructureException(
                        "Process " + process.pid() + " of an earlier run does not end: stop it, then start again.");
            }
        }
    }

    // A process that has ended but that nobody has waited for still counts as alive, but it has no command any more.
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private Optional<ProcessHandle> leftOver() {
        Properties content = PropertiesFile.read(file);
        try {
            long pid = Long.parseLong(content.getProperty("pid", ""));
            Instant started = Instant.parse(content.getProperty("started", ""));
            return ProcessHandle.of(pid)
                    .filter(ProcessRecord::runs)
                    .filter(process -> process.info()
                            .startInstant()
                            .filter(start ->
                                    Duration.between(start, started).abs().compareTo(START_TIME_TOLERANCE) <= 0)
                            .isPresent());
        } catch (RuntimeException e) {
            return Optional.empty(); // no record, or none that names a process
        }
    }
}
