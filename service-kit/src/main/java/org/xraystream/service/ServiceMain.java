package org.xraystream.service;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The life of a service's process: settings, start, wait for a signal, stop. Exit codes 0, 1 (failed), 2 (usage). */
@Command(mixinStandardHelpOptions = true)
public final class ServiceMain implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

    private final String name;
    private final Starter starter;

    @Option(names = "--config", paramLabel = "FILE", description = "settings (HOCON); reference.conf lists them all")
    private Path config;

    private ServiceMain(String name, Starter starter) {
        this.name = name;
        this.starter = starter;
    }

    /** Starts a service from its settings. */
    @FunctionalInterface
    public interface Starter {
        RunningService start(Settings settings) throws Exception;
    }

    /** Runs a service until the process is told to stop; does not return. */
    public static void run(String name, String[] arguments, Starter starter) {
        int status = new CommandLine(new ServiceMain(name, starter))
                .setCommandName(name)
                .setExecutionExceptionHandler((e, command, parsed) -> fail(name, e))
                .execute(arguments);
        System.exit(status);
    }

    private static int fail(String name, Exception e) {
        System.err.println(name + ": " + e.getMessage());
        if (e instanceof SettingsException) {
            return CommandLine.ExitCode.USAGE;
        }
        LOG.error("{} failed", name, e);
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        serve(name, starter, Settings.load(Optional.ofNullable(config), System.getenv()));
    }

    /**
     * Runs a service until the process is told to stop.
     *
     * @throws IllegalStateException if it cannot start, or cannot go on
     */
    public static void serve(String name, Starter starter, Settings settings) {
        CompletableFuture<Void> stop = new CompletableFuture<>();
        CountDownLatch stopped = new CountDownLatch(1);
        try (RunningService service = starter.start(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitStop(stop, stopped), "shutdown"));
            LOG.info("{} is ready", name);
            CompletableFuture.anyOf(stop, service.end()).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("It cannot go on and is to be started again: " + e.getCause(), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            stopped.countDown();
        }
    }

    /** The JVM ends when its hooks do: so this one waits until the service is closed. */
    private static void awaitStop(CompletableFuture<Void> stop, CountDownLatch stopped) {
        stop.complete(null);
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
