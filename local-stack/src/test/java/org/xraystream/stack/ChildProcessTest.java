package org.xraystream.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void closingSendsTheSignalAndWaits() throws Exception {
        ChildProcess child = start("trap 'echo told; exit 0' USR1; echo up; while :; do sleep 0.02; done", "USR1");
        child.awaitAnswer(PLENTY, () -> logOf(folder).contains("up"));

        child.close();

        assertThat(logOf(folder)).contains("told");
        assertThat(folder.resolve("server.pid")).doesNotExist();
    }

    /** Runs in a JVM of its own: starts a server and waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws Exception {
            ChildProcess.start("server", List.of("sleep", "60"), "TERM", Path.of(arguments[0]));
            System.out.println("started");
            Thread.currentThread().join();
        }
    }

    @Test
    void aKilledParentTakesItsServerAlong() throws Exception {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<ProcessHandle> children;
        try (var output = victim.inputReader()) {
            assertThat(output.readLine()).isEqualTo("started");
            children = victim.descendants().toList();
        } finally {
            victim.destroyForcibly().waitFor();
        }

        assertThat(children).isNotEmpty();
        await().atMost(PLENTY).until(() -> children.stream().noneMatch(ProcessRecord::runs));
    }

    @Test
    void aServerThatEndsByItselfIsQuoted() throws Exception {
        try (ChildProcess child = start("echo 'the disk is full'; exit 3", "TERM")) {
            assertThatThrownBy(() -> child.awaitAnswer(PLENTY, () -> false))
                    .isInstanceOf(InfrastructureException.class)
                    .hasMessageContaining("server ended by itself (the disk is full)");
        }
    }

    @Test
    void itsLastErrorIsQuotedRatherThanItsLastWords() throws Exception {
        try (ChildProcess child = start("echo 'FATAL: no memory'; echo 'HINT: buy some'; exit 3", "TERM")) {
            assertThatThrownBy(() -> child.awaitAnswer(PLENTY, () -> false)).hasMessageContaining("(FATAL: no memory)");
        }
    }

    @Test
    void aServerThatNeverAnswersIsNamed() throws Exception {
        try (ChildProcess child = start("exec sleep 60", "TERM")) {
            assertThatThrownBy(() -> child.awaitAnswer(Duration.ZERO, () -> false))
                    .isInstanceOf(InfrastructureException.class)
                    .hasMessageContaining("server does not answer");
        }
    }

    @Test
    void theLogOfTheTimeBeforeIsKept() throws Exception {
        try (ChildProcess first = start("echo first; exec sleep 60", "TERM")) {
            first.awaitAnswer(PLENTY, () -> logOf(folder).contains("first"));
        }
        start("exec sleep 60", "TERM").close();

        assertThat(folder.resolve("server.previous.log")).hasContent("first");
    }

    @Test
    void whatWasLeftRunningIsStopped() throws Exception {
        // as after a kill of this JVM and of the guard: a running process and its record
        Process leftOver = new ProcessBuilder("sleep", "60").start();
        new ProcessRecord(folder.resolve("server.pid")).write(leftOver.toHandle());

        ChildProcess.stopLeftOver("server", folder);

        await().atMost(PLENTY).until(() -> !leftOver.isAlive());
        assertThat(folder.resolve("server.pid")).doesNotExist();
    }

    @Test
    void aStrangerWithTheSameProcessIdIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    folder.resolve("server.pid"), "pid=" + stranger.pid() + "\nstarted=2001-01-01T00\\:00\\:00Z\n");

            ChildProcess.stopLeftOver("server", folder);

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    private ChildProcess start(String script, String signal) throws Exception {
        return ChildProcess.start("server", List.of("/bin/sh", "-c", script), signal, folder);
    }

    private static String logOf(Path folder) {
        try {
            return Files.readString(folder.resolve("server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
