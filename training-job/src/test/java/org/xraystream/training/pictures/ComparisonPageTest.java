package org.xraystream.training.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.comparison.Comparison;
import org.xraystream.training.comparison.ExperimentResult;
import org.xraystream.training.comparison.GeneratedResults;

final class ComparisonPageTest {
    @TempDir
    Path folder;

    @Test
    void everyExperimentIsShownWithItsGroupAndWhatFailedWithItsReason() throws IOException {
        assumeTrue(ComparisonPage.canDraw(), "skipped: this machine has no fonts to draw charts with");
        page().write(folder);
        assertThat(folder.resolve(ComparisonPage.PAGE))
                .content()
                .contains("Not for diagnostic use", "Optimisers", "Dropout", "reads best: its AUROC is")
                .contains("5 experiments were cut", "no &lt;weights&gt; file")
                .contains("NORMAL/IM-1.png", Gallery.NOTICE)
                .doesNotContain("http", "%s", "%n", ">NaN<")
                // six charts of each group, and two films
                .matches(text -> text.split("data:image/png;base64,", -1).length == 2 * 6 + 2 + 1);
    }

    private static ComparisonPage page() {
        List<ExperimentResult> results = List.of(
                GeneratedResults.of("adam", "Optimisers", 3, 0.1),
                GeneratedResults.of("sgd", "Optimisers", 1.2, 0.3),
                GeneratedResults.of("rmsprop", "Optimisers", 2.9, 0.4),
                GeneratedResults.of("none", "Dropout", 2, 0.4),
                GeneratedResults.of("half", "Dropout", 2.1, 0.2),
                new ExperimentResult(
                        "fine-tuned",
                        "Pretrained",
                        "Fine-tuned",
                        "name = x",
                        9,
                        List.of(),
                        "There is no <weights> file."));
        Comparison comparison = Comparison.of(
                new Comparison.Setting("A table", 270, 180, 3, 45, 31.5, List.of("blur", "noise")), results);
        float[] levels = new float[224 * 224];
        Arrays.fill(levels, 0.5f);
        GreyImage film = new GreyImage(224, 224, levels);
        return new ComparisonPage(
                comparison,
                List.of(new Mistake("train/NORMAL/IM-1.png", false, "probability .99", film)),
                List.of(new Mistake("train/PNEUMONIA/person1.png", true, "wrong in 4 of 5 experiments", film)));
    }
}
