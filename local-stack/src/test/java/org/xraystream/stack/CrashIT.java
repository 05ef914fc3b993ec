package org.xraystream.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives a kill -9 of the JVM; no process does. */
class CrashIT {
    private static final Path REGISTRY_HOME = Path.of("target", "apicurio");

    @TempDir
    Path folder;

    /** Runs in a JVM of its own: leaves traces in every part and then waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws Exception {
            LocalInfrastructure stack = LocalInfrastructure.start(
                    InfrastructureSettings.embedded(Path.of(arguments[0]), Path.of(arguments[1])), event -> {});
            new Traces(stack.endpoints()).leave();
            System.out.println("written");
            Thread.currentThread().join();
        }
    }

    @Test
    void everythingWrittenIsThereWhenStartedAgainAtOnce() throws Exception {
        List<ProcessHandle> leftBehind = killAfterWriting();

        try (LocalInfrastructure stack =
                LocalInfrastructure.start(InfrastructureSettings.embedded(data(), REGISTRY_HOME), event -> {})) {
            new Traces(stack.endpoints()).assertFound();
            assertThat(leftBehind).noneMatch(ProcessRecord::runs);
        }
    }

    /** Returns the processes that the killed JVM had started: PostgreSQL's, the registry's and their guards. */
    private List<ProcessHandle> killAfterWriting() throws Exception {
        Process victim = startVictim();
        List<ProcessHandle> children;
        try (var output = victim.inputReader()) {
            assertThat(output.readLine())
                    .as("the first line of a JVM that logs to victim.log")
                    .isEqualTo("written");
            children = victim.descendants().toList();
        } finally {
            victim.destroyForcibly().waitFor();
        }
        assertThat(children).hasSizeGreaterThanOrEqualTo(4);
        return children;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Process startVictim() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        data().toString(),
                        REGISTRY_HOME.toAbsolutePath().toString())
                .redirectError(folder.resolve("victim.log").toFile())
                .start();
    }
}
