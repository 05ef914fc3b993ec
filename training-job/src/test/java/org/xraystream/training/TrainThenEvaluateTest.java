package org.xraystream.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Population;
import org.xraystream.model.Reference;
import org.xraystream.training.pictures.TrainingPage;
import picocli.CommandLine;

final class TrainThenEvaluateTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    @BeforeAll
    static void train() throws IOException {
        GeneratedFilms.write(folder.resolve("data/train"), 60, 1);
        GeneratedFilms.write(folder.resolve("data/val"), 50, 5, 1000);
        GeneratedFilms.write(folder.resolve("fresh"), 25, 2);
        GeneratedFilms.writeAlike(folder.resolve("alike/train"), 24, 4);
        Result result = run(
                "train",
                "--data",
                path("data"),
                "--output",
                path("model"),
                "--model-version",
                "1.2.3",
                "--experiment",
                experiment("learns", 12, 0.01),
                "--json",
                path("train.json"));
        assertThat(result.error()).doesNotContain("Exception");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void thePackageSaysWhatItIs() throws ModelPackageException {
        ModelPackage model = ModelPackage.read(folder.resolve("model"));
        assertThat(model.manifest().version()).isEqualTo("1.2.3");
        assertThat(model.manifest().trainingData().heldOut()).isPositive();
        assertThat(model.manifest().reference().statistics())
                .containsKeys("sharpness", Reference.PROBABILITY, Reference.FEATURE_DISTANCE);
        assertThat(model.manifest().reference().images())
                .isBetween(
                        1,
                        model.manifest().trainingData().validation()
                                + model.manifest().trainingData().heldOut());
        assertThat(model.manifest().metrics().at("/heldOutPerturbed/n").asInt())
                .isGreaterThan(model.manifest().metrics().at("/heldOut/n").asInt());
        assertThat(model.manifest().metrics().at("/robustness/variants")).hasSize(36);
        assertThat(model.manifest().metrics().at("/sharpnessAlone/plain/auroc").isNumber())
                .isTrue();
        assertThat(model.manifest().decision().guarantee().statement()).contains("50 validation patients");
    }

    @Test
    void theRunIsOnOnePageWithItsPictures() throws IOException {
        assumeTrue(TrainingPage.canDraw(), "skipped: this machine has no fonts to draw charts with");
        Path report = folder.resolve("model/report");
        for (String picture : List.of("validation-auroc", "roc", "precision-recall", "reliability")) {
            assertThat(ImageIO.read(report.resolve(picture + ".png").toFile()).getWidth())
                    .isGreaterThan(500);
        }
        assertThat(report.resolve("report.html"))
                .content()
                .contains("xraystream-cnn 1.2.3", "AUROC", "Not for diagnostic use")
                .doesNotContain("http")
                .containsPattern("(?s)(data:image/png;base64,.*){6}");
    }

    @Test
    void theTrainedModelTellsNewFilmsApart() throws IOException {
        JsonNode report = evaluate();
        assertThat(report.get("n").asInt()).isEqualTo(50);
        assertThat(report.get("positives").asInt()).isEqualTo(25);
        assertThat(report.get("modelVersion").asText()).isEqualTo("1.2.3");
        assertThat(report.get("auroc").asDouble()).isGreaterThan(0.8);
    }

    @Test
    void theReportHasEveryFieldAndItsRatesAgree() throws IOException {
        JsonNode report = evaluate();
        for (String figure : new String[] {"auroc", "accuracy", "sensitivity", "specificity"}) {
            double value = report.get(figure).asDouble();
            JsonNode interval = report.get("ci95").get(figure);
            assertThat(interval.get(0).asDouble()).isLessThanOrEqualTo(value);
            assertThat(interval.get(1).asDouble()).isGreaterThanOrEqualTo(value);
        }
        for (String figure : new String[] {"threshold", "ece", "nll", "brier", "coverage"}) {
            assertThat(report.get(figure).isNumber()).as(figure).isTrue();
        }
        JsonNode confusion = report.get("confusion");
        double right = confusion.get("tp").asDouble() + confusion.get("tn").asDouble();
        assertThat(report.get("accuracy").asDouble()).isCloseTo(right / 50, within(1e-9));
        assertThat(report.get("selective").fieldNames())
                .toIterable()
                .contains("accuracy", "sensitivity", "specificity");
        assertThat(report.get("perImage")).hasSize(50);
        assertThat(report.get("perImage").get(0).fieldNames())
                .toIterable()
                .containsExactly("file", "label", "probability", "finding", "reason", "populationDistance");
    }

    @Test
    void anUnreadableFileIsListedAndStopsNothing() throws IOException {
        Path data = folder.resolve("with-text");
        GeneratedFilms.write(data, 2, 3);
        Files.writeString(data.resolve("NORMAL/letter.jpeg"), "Dear colleague");
        Result result =
                run("evaluate", "--model", path("model"), "--data", data.toString(), "--json", path("text.json"));
        JsonNode report = JSON.readTree(folder.resolve("text.json").toFile());
        assertThat(result.exitCode()).isZero();
        assertThat(report.get("n").asInt()).isEqualTo(4);
        assertThat(report.get("unreadable").get(0).get("file").asText()).isEqualTo("NORMAL/letter.jpeg");
        assertThat(report.get("unreadable").get(0).get("reason").asText()).contains("neither a JPEG nor a PNG");
    }

    @Test
    void robustnessIsMeasuredWhenAskedFor() throws IOException {
        Result result = run(
                "evaluate",
                "--model",
                path("model"),
                "--data",
                path("fresh"),
                "--robustness",
                "--robustness-films",
                "10",
                "--json",
                path("robust.json"));
        assertThat(result.exitCode()).as(result.error()).isZero();
        JsonNode report = JSON.readTree(folder.resolve("robust.json").toFile());
        assertThat(report.at("/robustness/films").asInt()).isEqualTo(10);
        assertThat(report.at("/robustness/variants")).hasSize(36);
        assertThat(report.at("/robustness/meanAurocCi95")).hasSize(2);
        assertThat(report.get("imagesPerSecond").asDouble()).isPositive();
        assertThat(evaluate().has("robustness")).isFalse();
    }

    @Test
    void filmsThatContradictThemselvesOrAreMissingAreOneSentence() throws IOException {
        Path data = folder.resolve("contradiction");
        GeneratedFilms.write(data.resolve("train"), 4, 3);
        Files.copy(data.resolve("train/NORMAL/IM-0001-0001.png"), data.resolve("train/PNEUMONIA/person9_virus_1.png"));
        String both = "The same image has two labels, as ";
        assertSentence(train(data), 1, both);
        assertSentence(
                run(
                        "evaluate",
                        "--model",
                        path("model"),
                        "--data",
                        data.resolve("train").toString()),
                1,
                both);
        Files.delete(data.resolve("train/PNEUMONIA/person9_virus_1.png"));
        Files.writeString(data.resolve("train/NORMAL/IM-0003-0001.png"), "Dear colleague");
        assertSentence(train(data), 1, "1 of the 8 files");
        for (int i = 0; i < 4; i++) {
            Files.delete(data.resolve("train/PNEUMONIA/person%d_virus_1.png".formatted(i)));
        }
        assertSentence(train(data), 2, "PNEUMONIA has no file in it");
        assertThat(folder.resolve("contradicted")).doesNotExist();
    }

    private static Result train(Path data) throws IOException {
        return run(
                "train",
                "--data",
                data.toString(),
                "--output",
                path("contradicted"),
                "--experiment",
                experiment("short", 2, 0.01));
    }

    @Test
    void aFolderOfOneClassLeavesUndefinedFiguresNull() throws IOException {
        Path data = folder.resolve("one-class");
        GeneratedFilms.write(data, 2, 3);
        for (int i = 0; i < 2; i++) {
            Files.delete(data.resolve("PNEUMONIA/person%d_virus_1.png".formatted(i)));
        }
        Result result =
                run("evaluate", "--model", path("model"), "--data", data.toString(), "--json", path("one.json"));
        JsonNode report = JSON.readTree(folder.resolve("one.json").toFile());
        assertThat(result.exitCode()).isZero();
        assertThat(report.get("auroc").isNull()).isTrue();
        assertThat(report.get("sensitivity").isNull()).isTrue();
        assertThat(report.get("specificity").isNumber()).isTrue();
    }

    @Test
    void thePackageKnowsItsPopulation() throws IOException, ModelPackageException {
        assertThat(Population.of(ModelPackage.read(folder.resolve("model")).weights()))
                .isPresent();
        JsonNode misused = JSON.readTree(folder.resolve("train.json").toFile()).at("/metrics/population/misused");
        assertThat(misused.at("/NOISE/outside").asDouble()).isEqualTo(1);
        assertThat(evaluate().get("outsidePopulation").asDouble()).isLessThan(0.3);
        Result again =
                run("population", "--model", path("model"), "--data", path("data"), "--output", path("model-again"));
        assertThat(again.exitCode()).as(again.error()).isZero();
        JsonNode manifest = JSON.readTree(
                folder.resolve("model-again").resolve(ModelPackage.MANIFEST).toFile());
        assertThat(manifest.at("/metrics/population/misused")).isEqualTo(misused);
    }

    @Test
    void syntheticFilmsAreReadAsTheirClassAndAreTheSameForTheSameSeed() throws IOException, ModelPackageException {
        writeModelWithoutLimit();
        JsonNode report = synthesize("samples");
        assertThat(report.get("samples")).hasSize(4);
        for (JsonNode sample : report.get("samples")) {
            assertThat(sample.get("finding")).isEqualTo(sample.get("label"));
            assertThat(sample.get("nearestFilm").asDouble()).isLessThan(bound(report, sample.get("label")));
        }
        synthesize("again");
        Path file = Path.of("NORMAL", "synthetic-normal-02.jpeg");
        assertThat(folder.resolve("samples").resolve(file))
                .hasSameBinaryContentAs(folder.resolve("again").resolve(file));
        assertThat(folder.resolve("samples/README.md"))
                .content()
                .contains("no patient's picture", "not for diagnostic use", "A licence for tests");
    }

    /** The films that samples are drawn of are of another kind than those that the model was made of. */
    private static void writeModelWithoutLimit() throws IOException, ModelPackageException {
        ModelPackage model = ModelPackage.read(folder.resolve("model"));
        byte[] weights =
                Population.of(model.weights()).orElseThrow().withLimit(1e6).addTo(model.weights());
        Manifest manifest = model.manifest()
                .with(DigestUtils.sha256Hex(weights), model.manifest().metrics());
        new ModelPackage(manifest, weights).write(folder.resolve("model-without-limit"));
    }

    private static JsonNode synthesize(String output) throws IOException {
        Result result = run(
                "synthesize",
                "--data",
                path("alike"),
                "--model",
                path("model-without-limit"),
                "--output",
                path(output),
                "--per-class",
                "2",
                "--films",
                "24",
                "--source",
                "A licence for tests",
                "--json",
                path(output + ".json"));
        assertThat(result.exitCode()).as(result.error()).isZero();
        return JSON.readTree(folder.resolve(output + ".json").toFile());
    }

    private static double bound(JsonNode report, JsonNode label) {
        for (JsonNode draws : report.get("classes")) {
            if (draws.get("label").equals(label)) {
                return draws.get("bound").asDouble();
            }
        }
        throw new AssertionError("no draws of " + label);
    }

    @Test
    void badInputIsOneSentenceAndAnExitCode() throws IOException {
        assertSentence(run("evaluate", "--model", path("model"), "--data", path("nowhere")), 2, "neither NORMAL nor");
        assertSentence(run("evaluate", "--model", path("fresh"), "--data", path("fresh")), 1, "no manifest.json");
        assertSentence(train("x", 0.01, "--data", path("fresh")), 2, "no train/NORMAL");
        assertSentence(train("x", 0.01, "--set", "batchSize=7"), 2, "batchSize must be even");
        assertSentence(train("x", 0.01, "--set", "batchsize=8"), 2, "the key batchsize is not known");
        assertSentence(train("x", 0.01, "--experiment", path("nowhere.conf")), 2, "nowhere.conf does not exist");
        assertSentence(train("x", 0.01, "--backbone", path("nowhere.npz")), 2, "nowhere.npz do not exist");
        assertSentence(run("synthesize", "--data", path("fresh"), "--output", path("x")), 2, "no train/NORMAL");
        assertSentence(
                run("synthesize", "--data", path("data"), "--output", path("x"), "--films", "3"), 2, "at least 20");
        assertThat(run("evaluate").exitCode()).isEqualTo(2);
    }

    @Test
    void aTrainingThatDivergesIsNamedAndLeavesNoPackage() throws IOException {
        Result result = train("diverged", 1e30);
        assertSentence(result, 1, "diverged");
        assertThat(folder.resolve("diverged")).isEmptyDirectory();
    }

    @Test
    void anOutputThatCannotBeIsFoundOutBeforeTheTraining() throws IOException {
        Files.writeString(folder.resolve("taken"), "a file");
        // what diverges would be named first, if it were trained
        assertSentence(train("taken", 1e30), 1, "taken");
    }

    /** Trains, with defaults for the options that are not given. */
    private static Result train(String output, double learningRate, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("train", "--output", path(output)));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--data")) {
            arguments.addAll(List.of("--data", path("data")));
        }
        if (!arguments.contains("--experiment")) {
            arguments.addAll(List.of("--experiment", experiment("short", 2, learningRate)));
        }
        return run(arguments.toArray(String[]::new));
    }

    /** The file of an experiment with a network that generated films are enough for. */
    private static String experiment(String name, int epochs, double learningRate) throws IOException {
        Path file = folder.resolve(name + ".conf");
        Files.writeString(file, """
                name = %s
                network { name = residual-cnn, widths = [8, 16] }
                input.size = 32
                batchSize = 8
                averaging = 0.9
                phases = [{ epochs = %s, learningRate = %s }]
                """.formatted(name, epochs, learningRate));
        return file.toString();
    }

    private static void assertSentence(Result result, int exitCode, String part) {
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.error().strip()).contains(part).doesNotContain("\n").endsWith(".");
    }

    private static JsonNode evaluate() throws IOException {
        Result result =
                run("evaluate", "--model", path("model"), "--data", path("fresh"), "--json", path("evaluate.json"));
        assertThat(result.exitCode()).isZero();
        return JSON.readTree(folder.resolve("evaluate.json").toFile());
    }

    private record Result(int exitCode, String error) {}

    private static Result run(String... arguments) {
        StringWriter error = new StringWriter();
        int exitCode = new CommandLine(new TrainingJob())
                .setErr(new PrintWriter(error))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(arguments);
        return new Result(exitCode, error.toString());
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }
}
