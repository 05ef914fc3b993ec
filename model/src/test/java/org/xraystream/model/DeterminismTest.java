package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.RadiographDecoder;

/**
 * The same film and model give the same answer, bit for bit, whatever is read beside it, by however many threads, by
 * whichever of several networks and after a restart: without it no replay could prove anything.
 */
final class DeterminismTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final int FILMS = 16;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @AfterEach
    void useAllProcessorsAgain() {
        Network.useProcessors(PROCESSORS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFilmsAnswerDependsOnNothingButTheFilm(int threads) throws Exception {
        List<GreyImage> films = films();
        try (Classifier first = Classifier.load(ModelPackage.release());
                Classifier another = Classifier.load(ModelPackage.release())) {
            Network.useProcessors(1);
            List<String> expected = inBatches(first, films, 1);
            assertThat(expected.stream().distinct()).hasSizeGreaterThan(FILMS / 2);
            Network.useProcessors(threads);
            for (int size : List.of(1, 2, 4, 8, FILMS)) {
                assertThat(inBatches(another, films, size))
                        .as("batches of " + size)
                        .isEqualTo(expected);
            }
            List<GreyImage> turned = new ArrayList<>(films.subList(3, FILMS));
            turned.addAll(films.subList(0, 3));
            List<String> answers = new ArrayList<>(inBatches(another, turned, 8));
            assertThat(answers.subList(FILMS - 3, FILMS)).as("other neighbours").isEqualTo(expected.subList(0, 3));
            assertThat(answers.subList(0, FILMS - 3)).isEqualTo(expected.subList(3, FILMS));
        }
    }

    @Test
    void aRestartChangesNoAnswer() throws Exception {
        Process restarted = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dai.djl.offline=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DeterminismTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String output = new String(restarted.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(restarted.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(output.lines()).contains(digest());
        } finally {
            restarted.destroyForcibly();
        }
    }

    /** Prints the digest of all answers. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(digest());
    }

    private static String digest() throws Exception {
        try (Classifier classifier = Classifier.load(ModelPackage.release())) {
            return DigestUtils.sha256Hex(String.join("\n", inBatches(classifier, films(), FILMS)));
        }
    }

    private static List<String> inBatches(Classifier classifier, List<GreyImage> films, int size) {
        return IntStream.range(0, films.size() / size)
                .mapToObj(i -> films.subList(i * size, (i + 1) * size))
                .flatMap(batch -> classifier.classify(batch).stream())
                .map(DeterminismTest::exactly)
                .toList();
    }

    /** Everything that the answer says, without rounding. */
    private static String exactly(Reading reading) {
        return Double.toHexString(reading.probability()) + " " + reading.finding() + " " + reading.reason() + " "
                + Double.toHexString(reading.assessment().distance()) + " "
                + Arrays.toString(reading.heatMap().levels());
    }

    private static List<GreyImage> films() throws Exception {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            List<GreyImage> films = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".jpeg"))
                    .sorted()
                    .limit(FILMS)
                    .toList()) {
                films.add(RadiographDecoder.decode(Files.readAllBytes(file)));
            }
            assertThat(films).hasSize(FILMS);
            return films;
        }
    }
}
