package org.xraystream.benchmarks;

import java.time.Duration;
import java.util.List;
import org.xraystream.command.CommandException;

/** The embedded PostgreSQL server, all its processes; the infrastructure in this process starts it again by itself. */
final class KilledPostgres implements Victim {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public void kill() throws CommandException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<ProcessHandle> server = running();
        while (server.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw CommandException.failed("PostgreSQL did not come back within " + PATIENCE.toSeconds() + " s.");
            }
            Thread.sleep(100);
            server = running();
        }
        server.forEach(ProcessHandle::destroyForcibly);
    }

    private static List<ProcessHandle> running() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("/postgres"))
                        .isPresent())
                .toList();
    }

    @Override
    public void revive() {
        // the infrastructure does
    }

    @Override
    public void close() {
        // with the infrastructure
    }
}
