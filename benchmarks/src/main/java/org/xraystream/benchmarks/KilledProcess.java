package org.xraystream.benchmarks;

import java.util.concurrent.Callable;
import org.xraystream.command.CommandException;

/** A part of the system that is a process of its own. */
final class KilledProcess implements Victim {
    private final Callable<JavaProcess> starter;
    private JavaProcess process;

    KilledProcess(Callable<JavaProcess> starter) throws Exception {
        this.starter = starter;
        revive();
    }

    /** @throws CommandException if it has ended by itself, which the drill must not hide */
    @Override
    public void kill() throws CommandException, InterruptedException {
        process.requireRunning();
        process.kill();
    }

    @Override
    public void revive() throws Exception {
        process = starter.call();
    }

    @Override
    public void close() {
        process.close();
    }
}
