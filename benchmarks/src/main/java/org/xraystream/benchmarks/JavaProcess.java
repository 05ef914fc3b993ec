package org.xraystream.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xraystream.command.CommandException;

/**
 * A child process with this one's class path and options of the JVM, so that what is compared neither shares a heap nor
 * compiled code. It is not told the settings of the environment: what is measured is the product with its defaults.
 */
public final class JavaProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 30;
    private static final int REMEMBERED_LINES = 20;
    private static final List<String> KEPT_SETTINGS = List.of("XRAYSTREAM_LOG", "XRAYSTREAM_LIBRARY_LOG");

    private final String name;
    private final Process process;
    private final List<Thread> readers;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private volatile boolean isStopped;

    private JavaProcess(String name, Process process, Consumer<String> lines) {
        this.name = name;
        this.process = process;
        this.readers = List.of(
                new Thread(() -> read(process.inputReader(), lines), "output-of-" + name),
                new Thread(() -> read(process.errorReader(), line -> {}), "errors-of-" + name));
    }

    /**
     * Starts a class with a {@code main}.
     *
     * @param threads of PyTorch for one call; 0 for the engine's own choice
     * @param environment on top of this process's
     * @param lines hears what the process prints; what it says of errors is only told if it fails
     */
    public static JavaProcess start(
            Class<?> main, int threads, Map<String, String> environment, Consumer<String> lines, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agent") && !option.startsWith("-javaagent"))
                .toList());
        if (threads > 0) {
            command.add("-D" + LoopThroughput.THREADS_PROPERTY + "=" + threads);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildMain.class.getName()));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(JavaProcess::isSetting);
        builder.environment().putAll(environment);
        JavaProcess started = new JavaProcess(main.getSimpleName(), builder.start(), lines);
        started.readers.forEach(Thread::start);
        return started;
    }

    private static boolean isSetting(String variable) {
        return variable.startsWith("XRAYSTREAM_") && !KEPT_SETTINGS.contains(variable);
    }

    private void read(BufferedReader source, Consumer<String> lines) {
        try (source) {
            source.lines().forEach(line -> {
                synchronized (lastLines) {
                    lastLines.add(line);
                    if (lastLines.size() > REMEMBERED_LINES) {
                        lastLines.remove();
                    }
                }
                lines.accept(line);
            });
        } catch (IOException | UncheckedIOException e) {
            if (!isStopped) { // otherwise the stream was closed from here
                lines.accept("(" + name + ": its output ended: " + e.getMessage() + ")");
            }
        }
    }

    /**
     * Waits until it has done its work.
     *
     * @throws CommandException with what it last said, if it ends with anything but 0
     */
    public void awaitEnd() throws CommandException, InterruptedException {
        if (process.waitFor() != 0) {
            throw ended();
        }
    }

    /**
     * Waits for its end.
     *
     * @return whether it has ended in time
     * @throws CommandException with what it last said, if it ends with anything but 0
     */
    boolean endsWithin(Duration patience) throws CommandException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        awaitEnd();
        return true;
    }

    /**
     * Checks that it still works.
     *
     * @throws CommandException with what it last said, if it has ended
     */
    public void requireRunning() throws CommandException, InterruptedException {
        if (!process.isAlive()) {
            throw ended();
        }
    }

    private CommandException ended() throws InterruptedException {
        for (Thread reader : readers) {
            reader.join();
        }
        synchronized (lastLines) {
            return CommandException.failed("The process " + name + " ended with status " + process.exitValue() + ": "
                    + String.join(" | ", lastLines));
        }
    }

    /** The physical memory that it holds now, native memory included, in bytes. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** The time that processors have spent on it, on all cores together. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        isStopped = true;
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop, and makes it stop if it does not. */
    @Override
    public void close() {
        isStopped = true;
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
