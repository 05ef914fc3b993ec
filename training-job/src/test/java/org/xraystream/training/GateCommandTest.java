package org.xraystream.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.model.ModelPackageException;
import org.xraystream.training.gate.TinyModels;
import picocli.CommandLine;

final class GateCommandTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws IOException, ModelPackageException {
        GeneratedFilms.write(folder.resolve("gold"), 30, 1);
        GeneratedFilms.write(folder.resolve("blind"), 30, 2, 100);
        TinyModels.model(1).write(folder.resolve("model"));
        TinyModels.constant().write(folder.resolve("constant"));
        Files.writeString(
                folder.resolve("rules.conf"),
                "training.gate { robustness.variants-per-film = 1, bootstrap-rounds = 200 }");
        Files.writeString(folder.resolve("wrong.conf"), "training.gate.coverage-margin = 2");
    }

    @Test
    void aModelPassesAgainstItself() throws IOException {
        Result result = run("model", "--blind", path("blind"), "--output", path("out"), "--json", path("gate.json"));
        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(result.out()).contains("AUROC, blind labels", "tiny 0.0.1 passes", "Not for diagnostic use.");
        JsonNode report =
                new ObjectMapper().readTree(folder.resolve("gate.json").toFile());
        assertThat(report.get("passed").asBoolean()).isTrue();
        assertThat(report.at("/gold/films").asInt()).isEqualTo(60);
        assertThat(report.at("/blind/films").asInt()).isEqualTo(60);
        assertThat(report.at("/rules/bootstrapRounds").asInt()).isEqualTo(200);
        assertThat(folder.resolve("out/gate.html")).content().contains("Passed.");
        assertThat(folder.resolve("out/gate.json")).isNotEmptyFile();
    }

    @Test
    void aCandidateThatFailsIsOneSentenceAndExitsWithOne() {
        assertSentence(run("constant"), 1, "tiny 0.1.0-constant does not pass");
    }

    @Test
    void badInputIsOneSentenceAndAnExitCode() throws IOException {
        assertSentence(run("nowhere"), 1, "no manifest.json");
        assertSentence(run("model", "--blind", path("nowhere")), 2, "neither NORMAL nor PNEUMONIA");
        assertSentence(run("model", "--config", path("wrong.conf")), 2, "training.gate.coverage-margin");
        GeneratedFilms.write(folder.resolve("damaged"), 2, 3);
        Files.writeString(folder.resolve("damaged/NORMAL/letter.jpeg"), "Dear colleague");
        assertSentence(run("model", "--blind", path("damaged")), 1, "1 of the 5 files");
    }

    private static void assertSentence(Result result, int exitCode, String part) {
        assertThat(result.error().strip()).contains(part).doesNotContain("\n").endsWith(".");
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    private record Result(int exitCode, String out, String error) {}

    private static Result run(String candidate, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("gate", "--champion", path("model"), "--candidate", path(candidate), "--data", path("gold")));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--config")) {
            arguments.addAll(List.of("--config", path("rules.conf")));
        }
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        int exitCode = new CommandLine(new TrainingJob())
                .setErr(new PrintWriter(error))
                .setOut(new PrintWriter(out))
                .execute(arguments.toArray(String[]::new));
        return new Result(exitCode, out.toString(), error.toString());
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }
}
