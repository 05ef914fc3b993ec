package org.xraystream.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code bench} runs. The module benchmarks provides it by {@link java.util.ServiceLoader}: nothing needs that
 * module at run time, and so the launcher does not depend on it.
 */
public interface Benchmark {
    /**
     * Measures, prints a table, and stops all that it started; an interrupt ends it early.
     *
     * @param images folder with JPEG or PNG radiographs
     * @param seconds length of each measurement
     * @param json where every figure is written for machines
     * @param out hears of the progress and gets the table
     */
    void run(Path images, int seconds, Optional<Path> json, PrintWriter out) throws Exception;
}
