package org.xraystream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Bad use of the commands: one sentence that names what was wrong, and the exit code of its kind. */
final class LauncherTest {
    @TempDir
    Path folder;

    private record Ended(int status, String errors) {}

    private static Ended run(String... arguments) {
        StringWriter errors = new StringWriter();
        int status = Xraystream.commandLine().setErr(new PrintWriter(errors)).execute(arguments);
        return new Ended(status, errors.toString());
    }

    @Test
    void theVersionNamesTheBuildAndTheModel() {
        StringWriter out = new StringWriter();
        Xraystream.commandLine().setOut(new PrintWriter(out)).execute("--version");
        assertThat(out.toString()).containsPattern("xraystream \\d+\\.\\d+").containsPattern("model \\S+ \\d+\\.\\d+");
    }

    @Test
    void unknownCommandAndOptionAreUsageErrors() {
        assertThat(run("daemo").status()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("demo", "--imagse", "x").errors()).contains("--imagse");
        assertThat(run("push").errors()).contains("PATH");
    }

    @Test
    void benchSaysWhereItsModuleComesFrom() {
        assertThat(run("bench", "--seconds", "0").status()).isEqualTo(CommandLine.ExitCode.USAGE);
        Ended ended = run("bench");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.errors()).contains("./xraystream bench");
    }

    @Test
    void aFolderThatIsNotThereOrHasNoImagesIsNamed() throws Exception {
        Path absent = folder.resolve("absent");
        assertThat(run("demo", "--images", absent.toString(), "--exit"))
                .isEqualTo(new Ended(2, "xraystream demo: There is no file or folder " + absent + ".\n"));
        Files.writeString(folder.resolve("notes.txt"), "no image");
        Ended ended = run("push", folder.toString());
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.errors()).contains("no JPEG or PNG files").contains(folder.toString());
    }

    @Test
    void aWrongSettingIsNamedBeforeAnythingStarts() throws Exception {
        Path config = Files.writeString(folder.resolve("x.conf"), "ingest.http.prot = 8081");
        Files.write(folder.resolve("a.png"), new byte[] {1});
        Ended ended = run(
                "demo",
                "--images",
                folder.toString(),
                "--config",
                config.toString(),
                "--data-dir",
                folder.resolve("data").toString());
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.errors()).contains("ingest.http.prot").doesNotContain("\tat ");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void deadLettersOfNoStackAreAUsageError() {
        Path absent = folder.resolve("absent");
        Ended ended = run("dead-letters", "list", "--data-dir", absent.toString());
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.errors()).contains("No stack has run on " + absent).contains("--config FILE");
        assertThat(run("dead-letters").status()).isEqualTo(2);
    }

    @Test
    void anIngestServiceThatIsAwayFailsEachFileAndSaysSo() throws Exception {
        Files.write(folder.resolve("a.png"), new byte[] {1});
        Ended ended = run(
                "push",
                folder.toString(),
                "--ingest",
                "http://127.0.0.1:1",
                "--reading-room",
                "http://127.0.0.1:1",
                "--patience",
                "1");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.errors()).contains("Some images have no result");
    }
}
