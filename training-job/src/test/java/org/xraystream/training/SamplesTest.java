package org.xraystream.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xraystream.command.CommandException;
import org.xraystream.model.Classifier;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.RadiographFolder;

/** The samples in the repository; where this fails after a new release, {@code synthesize} makes new ones. */
final class SamplesTest {
    private static final Path SAMPLES = Path.of("..", "samples");

    @Test
    void theReleasedModelReadsEachSampleAsItsClass() throws IOException, ModelPackageException, CommandException {
        List<LabelledFile> files = RadiographFolder.list(SAMPLES);
        assertThat(files).hasSizeGreaterThanOrEqualTo(20);
        try (Classifier classifier = Classifier.load(ModelPackage.release())) {
            EvaluationReport report = new FolderEvaluation(classifier, SAMPLES).run(files, () -> {});
            assertThat(report.unreadable()).isEmpty();
            assertThat(report.perImage())
                    .hasSameSizeAs(files)
                    .allSatisfy(
                            film -> assertThat(film.finding()).as(film.file()).isEqualTo(film.label()));
        }
    }
}
