package org.xraystream.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.model.Calibration;
import org.xraystream.model.Decision;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.model.net.ActivationFunction;
import org.xraystream.model.net.Architecture;
import org.xraystream.model.net.EvidenceNetwork;
import org.xraystream.model.net.Mlp;
import org.xraystream.model.net.NetworkWeights;
import org.xraystream.model.net.ResidualCnn;
import picocli.CommandLine;

final class ExplainTest {
    private static final int SIZE = 32;
    private static final int PATCH = 5;

    @TempDir
    static Path folder;

    @BeforeAll
    static void models() throws IOException, ModelPackageException {
        write(new ResidualCnn(List.of(4, 40), 0, ActivationFunction.RELU), "cnn", network -> {});
        write(new Mlp(List.of(1), 0, ActivationFunction.IDENTITY), "corner", ExplainTest::seesOneCorner);
        BufferedImage film = new BufferedImage(2 * SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < film.getHeight(); y++) {
            for (int x = 0; x < film.getWidth(); x++) {
                // bright where the corner is, and nowhere flat
                film.getRaster().setSample(x, y, 0, 30 + 5 * ((x + 3 * y) % 7) + (x > 56 && y > 28 ? 150 : 0));
            }
        }
        ImageIO.write(film, "png", folder.resolve("film.png").toFile());
    }

    @Test
    void everyStageHasAPictureOfItsStrongestChannels() throws IOException {
        JsonNode report = explain("cnn");
        assertThat(report.get("files"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "film.png",
                        "heat-map.png",
                        "occlusion.png",
                        "input.png",
                        "filters.png",
                        "activations-stem.png",
                        "activations-stage1.png",
                        "explanation.html");
        assertSize("film.png", 2 * SIZE, SIZE);
        assertSize("heat-map.png", 2 * SIZE, SIZE);
        assertSize("occlusion.png", 2 * SIZE, SIZE);
        assertSize("input.png", SIZE, SIZE);
        // tiles of 22 × 5 pixels with gaps of 6 between them
        assertSize("filters.png", 4 * 110 + 3 * 6, 110);
        // 16 cells enlarged seven times
        assertSize("activations-stem.png", 4 * 112 + 3 * 6, 112);
        // 32 of the 40 channels, or fewer rows where channels are silent
        assertThat(picture("cnn", "activations-stage1.png").getWidth()).isEqualTo(8 * 112 + 7 * 6);
        assertThat(folder.resolve("cnn-out/explanation.html"))
                .content()
                .contains("How film.png was read", "stage1: 40 channels of 8 × 8 cells", "Not for diagnostic use")
                .containsPattern("(?s)(data:image/png;base64,.*){7}")
                .doesNotContain("http");
        assertThat(report.at("/shuffledHead/median").isNumber()).isTrue();
    }

    @Test
    void coveringFindsTheCornerThatMatters() throws IOException {
        JsonNode report = explain("corner");
        JsonNode place = report.at("/occlusion/largestFall");
        assertThat(place.get("logOdds").asDouble()).isPositive();
        assertThat(place.get("probability").asDouble())
                .isLessThan(report.get("probability").asDouble());
        // the last patch, in pixels of a film that is twice as wide as the input
        assertThat(place.get("x").asInt()).isEqualTo(2 * (SIZE - PATCH));
        assertThat(place.get("y").asInt()).isEqualTo(SIZE - PATCH);
        BufferedImage picture = picture("corner", "occlusion.png");
        assertThat(redness(picture, 2 * SIZE - 2, SIZE - 2)).isGreaterThan(50);
        assertThat(redness(picture, 5, 5)).isZero();
        // a map of one cell has nothing to compare
        assertThat(report.get("shuffledHead").isNull()).isTrue();
    }

    @Test
    void badInputIsOneSentenceAndWritesNothing() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.jpeg"), "Dear colleague");
        assertSentence(run("cnn", letter.toString(), "none"), 1, "letter.jpeg is no radiograph");
        assertSentence(run("cnn", path("nowhere.png"), "none"), 2, "no file");
        assertSentence(run("nothing", path("film.png"), "none"), 1, "no manifest.json");
        assertThat(folder.resolve("none")).doesNotExist();
        assertSentence(run("cnn", path("film.png"), "letter.jpeg"), 1, "letter.jpeg");
    }

    /** One neuron that adds up the last 4 × 4 pixels. */
    private static void seesOneCorner(EvidenceNetwork network) {
        for (Pair<String, Parameter> parameter : network.getParameters()) {
            if (parameter.getValue().getName().equals("weight")) {
                NDArray weight = parameter.getValue().getArray();
                boolean isHead = weight.size() == 1;
                float[] values = new float[(int) weight.size()];
                for (int i = 0; i < values.length; i++) {
                    boolean isCorner = i % SIZE >= SIZE - 4 && i / SIZE >= SIZE - 4;
                    values[i] = isHead ? 1 : isCorner ? 0.05f : 0;
                }
                weight.set(values);
            }
        }
    }

    private interface Change {
        void apply(EvidenceNetwork network);
    }

    private static void write(Architecture architecture, String name, Change change)
            throws IOException, ModelPackageException {
        byte[] weights;
        try (NDManager manager = NDManager.newBaseManager(Network.ENGINE)) {
            manager.getEngine().setRandomSeed(5);
            EvidenceNetwork network = architecture.newNetwork();
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 1, SIZE, SIZE));
            change.apply(network);
            weights = NetworkWeights.encode(network);
        }
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        Manifest manifest = new Manifest(
                Manifest.FORMAT_VERSION,
                "test",
                "0.0.1",
                Manifest.INTENDED_USE,
                "2026-01-01T00:00:00Z",
                architecture,
                Preprocessing.square(SIZE),
                Manifest.CLASSES,
                new Calibration("none", 1, 0),
                new Decision(0.5, 0.4, 0.6, "test", Decision.Guarantee.none()),
                new Manifest.TrainingData("none", 0, 0, 0, 0, "generated"),
                none,
                none,
                DigestUtils.sha256Hex(weights));
        new ModelPackage(manifest, weights).write(folder.resolve(name));
    }

    private static JsonNode explain(String model) throws IOException {
        Result result = run(model, path("film.png"), model + "-out");
        assertThat(result.exitCode()).as(result.error()).isZero();
        return new ObjectMapper().readTree(folder.resolve(model + ".json").toFile());
    }

    private static void assertSize(String name, int width, int height) throws IOException {
        BufferedImage picture = picture("cnn", name);
        assertThat(List.of(picture.getWidth(), picture.getHeight())).as(name).containsExactly(width, height);
    }

    private static BufferedImage picture(String model, String name) throws IOException {
        return ImageIO.read(folder.resolve(model + "-out").resolve(name).toFile());
    }

    private static int redness(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(x, y);
        return ((rgb >> 16) & 0xFF) - (rgb & 0xFF);
    }

    private static void assertSentence(Result result, int exitCode, String part) {
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.error().strip()).contains(part).doesNotContain("\n").endsWith(".");
    }

    private record Result(int exitCode, String error) {}

    private static Result run(String model, String file, String output) {
        StringWriter error = new StringWriter();
        int exitCode = new CommandLine(new TrainingJob())
                .setErr(new PrintWriter(error))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(
                        "explain",
                        "--model",
                        path(model),
                        file,
                        "--output",
                        path(output),
                        "--json",
                        path(model + ".json"));
        return new Result(exitCode, error.toString());
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }
}
