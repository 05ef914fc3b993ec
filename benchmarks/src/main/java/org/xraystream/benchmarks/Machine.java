package org.xraystream.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when a benchmark ran.
 *
 * @param loadAverage of the minute before: what else the machine did
 */
record Machine(String processor, int processors, String system, String java, double loadAverage, String startedAt) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    static Machine here() throws IOException {
        return new Machine(
                modelName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.runtime.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String modelName() throws IOException {
        String architecture = System.getProperty("os.arch");
        if (!Files.exists(PROCESSORS)) {
            return architecture;
        }
        return Files.readAllLines(PROCESSORS).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(architecture);
    }
}
