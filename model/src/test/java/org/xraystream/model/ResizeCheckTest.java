package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.imaging.RadiographDecoder;

/** Full-size films and their 224 × 224 copies must be read alike by the released model. */
final class ResizeCheckTest {
    private static final Path DATA = Path.of("../../shared/data");

    @Test
    void aFilmAndItsSmallCopyAreReadAlike() throws IOException, ModelPackageException, InvalidImageException {
        Path originals = DATA.resolve("full_resolution");
        assumeTrue(Files.isDirectory(originals), "skipped: the full-size films are not in " + originals);
        List<Double> differences = new ArrayList<>();
        int otherFindings = 0;
        try (Classifier classifier = Classifier.load(ModelPackage.release())) {
            for (Path original : films(originals)) {
                Path copy = DATA.resolve("chest_xray/train").resolve(originals.relativize(original));
                Reading large = read(classifier, original);
                Reading small = read(classifier, copy);
                differences.add(Math.abs(large.probability() - small.probability()));
                otherFindings += large.finding() == small.finding() ? 0 : 1;
            }
        }
        differences.sort(null);
        assertThat(differences).hasSize(80);
        assertThat(differences.get(40)).as("median difference of probability").isLessThanOrEqualTo(0.02);
        assertThat(otherFindings).as("films whose finding differs").isLessThanOrEqualTo(2);
    }

    private static List<Path> films(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Reading read(Classifier classifier, Path film) throws IOException, InvalidImageException {
        return classifier
                .classify(List.of(RadiographDecoder.decode(Files.readAllBytes(film))))
                .get(0);
    }
}
