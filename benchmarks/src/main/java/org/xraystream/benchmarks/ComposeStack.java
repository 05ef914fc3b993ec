package org.xraystream.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xraystream.command.CommandException;

/** The containers of the compose file, with brokers and database open to this machine. Not thread-safe. */
final class ComposeStack {
    private static final Duration START = Duration.ofMinutes(10);
    private static final List<String> FILES =
            List.of("-f", "docker-compose.yml", "-f", "deploy/compose/host-access.yml");

    private final String docker;
    private final List<String> compose;
    private final Path root;

    /**
     * @param docker the command
     * @param compose the command, with its first arguments
     * @param root folder of the compose file
     */
    ComposeStack(String docker, List<String> compose, Path root) {
        this.docker = docker;
        this.compose = List.copyOf(compose);
        this.root = root;
    }

    /** Removes what is there, with its state. */
    void remove() throws Exception {
        compose("down", "--volumes");
    }

    /** Starts everything; returns when each service has said that it is ready. */
    void up(Iterable<String> services) throws Exception {
        compose("up", "-d");
        for (String service : services) {
            awaitHealthy(service, 1);
        }
    }

    /** Starts or stops instances, and waits until all that are left are ready. */
    void scale(String service, int instances) throws Exception {
        compose("up", "-d", "--no-deps", "--no-recreate", "--scale", service + "=" + instances, service);
        awaitHealthy(service, instances);
    }

    private void awaitHealthy(String service, int instances) throws Exception {
        long began = System.nanoTime();
        while (true) {
            List<String> states = new ArrayList<>();
            for (String container : containers(service)) {
                states.add(run(docker, "inspect", "--format", "{{.State.Health.Status}}", container)
                        .strip());
            }
            if (states.size() == instances && states.stream().allMatch("healthy"::equals)) {
                return;
            }
            if (System.nanoTime() - began > START.toNanos()) {
                throw CommandException.failed("After " + START.toMinutes() + " minutes not " + instances + " of "
                        + service + " are ready, but: " + states + ". See `docker logs`.");
            }
            Thread.sleep(1000);
        }
    }

    /** Ids of those that run. */
    List<String> containers(String service) throws Exception {
        List<String> running = new ArrayList<>();
        for (String container : compose("ps", "-q", service).lines().toList()) {
            if (!container.isBlank()
                    && run(docker, "inspect", "--format", "{{.State.Running}}", container)
                            .strip()
                            .equals("true")) {
                running.add(container);
            }
        }
        return running;
    }

    void kill(String container) throws Exception {
        run(docker, "kill", container);
    }

    void start(String container) throws Exception {
        run(docker, "start", container);
    }

    /** A file inside of the container of a service. */
    String read(String service, String file) throws Exception {
        return compose("exec", "-T", service, "cat", file);
    }

    private String compose(String... arguments) throws IOException, InterruptedException, CommandException {
        List<String> command = new ArrayList<>(compose);
        command.addAll(FILES);
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private String run(String... command) throws IOException, InterruptedException, CommandException {
        Path errors = Files.createTempFile("drill", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectError(errors.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw CommandException.failed("`" + String.join(" ", command) + "` failed: "
                        + Files.readString(errors).strip());
            }
            return output;
        } finally {
            Files.delete(errors);
        }
    }
}
