package org.xraystream.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.training.pictures.ComparisonPage;
import picocli.CommandLine;

final class ExperimentCommandTest {
    private static final String TABLE = """
            title = "Two networks and what is not there"
            folds = 2
            minutes = 3
            perturbations = [contrast]
            base {
              network { name = "residual-cnn", widths = [4, 8], dropout = 0 }
              input { size = 16 }
              batchSize = 8
              averaging = 0.8
              augmentation = none
              phases = [{ epochs = 3, learningRate = 0.02 }]
            }
            experiments = [
              { name = "cnn", group = "Networks" }
              { name = "mlp", group = "Networks", network { name = "mlp", widths = [8] } }
              { name = "pretrained", group = "Networks", network { name = "mobilenet-v2" },
                pretrained { weights = "nowhere.npz" } }
            ]
            """;

    @TempDir
    Path folder;

    private final StringWriter error = new StringWriter();

    @Test
    void everyFilmIsJudgedOnceByEachExperimentAndAMissingBackboneStopsNoOther() throws IOException {
        GeneratedFilms.write(folder.resolve("data/train"), 40, 1);
        Files.writeString(folder.resolve("table.conf"), TABLE);
        assertThat(run("table.conf")).as(error.toString()).isZero();

        JsonNode report =
                new ObjectMapper().readTree(folder.resolve("result.json").toFile());
        JsonNode cnn = report.at("/experiments/0");
        assertThat(cnn.at("/figures/plain/n").asInt()).isEqualTo(80);
        assertThat(cnn.at("/figures/auroc/value").asDouble()).isBetween(0.7, 1.0);
        assertThat(cnn.at("/figures/parameters").asLong()).isPositive();
        assertThat(cnn.at("/finishedFolds").asInt()).isEqualTo(2);
        assertThat(report.at("/experiments/1/failure").isNull()).isTrue();
        assertThat(report.at("/experiments/2/failure").asText()).contains("nowhere.npz", "--backbone");
        assertThat(report.at("/experiments/2/figures").isNull()).isTrue();
        assertThat(folder.resolve("out/folds")).isDirectoryContaining("glob:**-fold-1.json");

        assumeTrue(ComparisonPage.canDraw(), "skipped: this machine has no fonts to draw charts with");
        assertThat(folder.resolve("out/" + ComparisonPage.PAGE))
                .content()
                .contains("nowhere.npz", "Not for diagnostic use");
    }

    @Test
    void badInputIsOneSentence() throws IOException {
        Files.writeString(folder.resolve("table.conf"), TABLE);
        Files.createDirectories(folder.resolve("data"));
        assertSentence("table.conf", 2, "no train/NORMAL");
        GeneratedFilms.write(folder.resolve("data/train"), 1, 1);
        assertSentence("table.conf", 1, "too few for 2 folds");
        assertSentence("nowhere.conf", 2, "does not exist");
        assertThat(folder.resolve("out/report.html")).doesNotExist();
    }

    private void assertSentence(String table, int exitCode, String part) {
        error.getBuffer().setLength(0);
        assertThat(run(table)).isEqualTo(exitCode);
        assertThat(error.toString().strip()).contains(part).doesNotContain("\n").endsWith(".");
    }

    private int run(String table) {
        List<String> arguments = List.of(
                "experiment",
                path(table),
                "--data",
                path("data"),
                "--output",
                path("out"),
                "--json",
                path("result.json"));
        return new CommandLine(new TrainingJob())
                .setErr(new PrintWriter(error))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(arguments.toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
