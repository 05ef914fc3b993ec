package org.xraystream.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code simulate} runs. The module benchmarks provides it by {@link java.util.ServiceLoader}, like
 * {@link Benchmark}.
 */
public interface Simulation {
    /**
     * What is simulated.
     *
     * @param data labelled films of at least some hundred patients
     * @param lacking pattern of the names of films that the first model is not to know
     * @param output where a page is written
     * @param json where every figure is written for machines
     * @param filmsPerSecond that are sent
     * @param retrainings that are waited for before the labels are poisoned
     * @param minutes after which it is given up
     * @param seed of the cohorts and of the readers
     */
    record Request(
            Path data,
            String lacking,
            Path output,
            Optional<Path> json,
            double filmsPerSecond,
            int retrainings,
            int minutes,
            long seed) {}

    /**
     * Simulates, and stops all that it started; an interrupt ends it early.
     *
     * @param out hears of the progress
     * @throws org.xraystream.command.CommandException if something that it was to show did not hold
     */
    void run(Request request, PrintWriter out) throws Exception;
}
