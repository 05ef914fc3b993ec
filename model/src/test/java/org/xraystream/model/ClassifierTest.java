package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.net.Precision;

final class ClassifierTest {
    private static final double TOLERANCE = 1e-4;

    @Test
    void aBatchReadsAsItsFilmsOneByOne() throws ModelPackageException {
        List<GreyImage> films = IntStream.range(0, 7)
                .mapToObj(i -> TestModels.film(50 + 10 * i, 60, i))
                .toList();
        try (Classifier classifier = Classifier.load(TestModels.model())) {
            List<Reading> batch = classifier.classify(films);
            assertThat(batch).hasSameSizeAs(films);
            assertThat(batch.stream().map(Reading::probability).distinct()).hasSizeGreaterThan(1);
            for (int i = 0; i < films.size(); i++) {
                Reading single = classifier.classify(List.of(films.get(i))).get(0);
                assertThat(batch.get(i).probability()).isCloseTo(single.probability(), within(TOLERANCE));
                assertThat(batch.get(i).finding()).isEqualTo(single.finding());
            }
        }
    }

    @Test
    void itReadsTheSameOnEveryDevice() throws ModelPackageException {
        List<GreyImage> films = List.of(TestModels.film(64, 64, 1), TestModels.film(64, 64, 2));
        assertThat(Network.devices()).isNotEmpty().doesNotHaveDuplicates();
        try (Classifier first = Classifier.load(TestModels.model())) {
            for (Device device : Network.devices()) {
                try (Classifier there = Classifier.load(TestModels.model(), EnumSet.of(Precision.FLOAT32), device)) {
                    assertThat(there.classify(films))
                            .extracting(Reading::probability)
                            .containsExactlyElementsOf(first.classify(films).stream()
                                    .map(Reading::probability)
                                    .toList());
                }
            }
        }
    }

    @Test
    void anEmptyBatchHasNoReadings() throws ModelPackageException {
        try (Classifier classifier = Classifier.load(TestModels.model())) {
            assertThat(classifier.classify(List.of())).isEmpty();
        }
    }

    @Test
    void theReasonIsThereExactlyWhenUncertain() throws ModelPackageException {
        try (Classifier classifier = Classifier.load(TestModels.model())) {
            for (int i = 0; i < 10; i++) {
                Reading reading =
                        classifier.classify(List.of(TestModels.film(64, 64, i))).get(0);
                assertThat(reading.reason().isPresent()).isEqualTo(reading.finding() == Finding.UNCERTAIN);
            }
        }
    }

    @Test
    void aBlankFilmIsLeftToAHuman() throws ModelPackageException {
        try (Classifier classifier = Classifier.load(TestModels.model())) {
            Reading reading = classifier
                    .classify(List.of(new GreyImage(64, 64, new float[64 * 64])))
                    .get(0);
            assertThat(reading.finding()).isEqualTo(Finding.UNCERTAIN);
            assertThat(reading.reason()).contains(UncertainReason.QUALITY);
        }
    }

    @Test
    void nativeMemoryStaysFlat() throws ModelPackageException, IOException {
        List<GreyImage> films =
                IntStream.range(0, 16).mapToObj(i -> TestModels.film(64, 64, i)).toList();
        try (Classifier classifier = Classifier.load(TestModels.model())) {
            IntStream.range(0, 50).forEach(i -> classifier.classify(films));
            long before = residentKilobytes();
            IntStream.range(0, 300).forEach(i -> classifier.classify(films));
            // a kept batch is 64 kB of input and 400 kB of activations: 300 of them would be 140 MB
            assertThat(residentKilobytes() - before).isLessThan(30_000);
        }
    }

    private static long residentKilobytes() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
