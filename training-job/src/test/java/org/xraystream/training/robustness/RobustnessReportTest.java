package org.xraystream.training.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Decision;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.metrics.Scored;

final class RobustnessReportTest {
    private static final Decision DECISION = new Decision(0.5, 0.5, 0.5, "test", Decision.Guarantee.none());
    private static final Variant WEAKNESS = new Variant(Perturbation.BORDERS, Strength.MODERATE);

    /** A model that reads every film right, but under one variant calls one normal film of two pneumonia. */
    @Test
    void theReportNamesTheWeakness() {
        List<Scored> right = scores(0.1, 0.2, 0.8, 0.9);
        Map<Variant, List<Scored>> perturbed = new LinkedHashMap<>();
        Variant.SUITE.forEach(variant -> perturbed.put(variant, right));
        perturbed.put(WEAKNESS, scores(0.1, 0.85, 0.8, 0.9));
        RobustnessReport report =
                RobustnessReport.of(new SuiteScores(List.of("a", "b", "c", "c"), right, perturbed), DECISION);
        assertThat(report.films()).isEqualTo(4);
        assertThat(report.patients()).isEqualTo(3);
        assertThat(report.plain()).isEqualTo(new RobustnessReport.Rates(1.0, 1.0, 1.0));
        assertThat(report.lowestSpecificity()).isEqualTo(0.5);
        assertThat(report.lowestSpecificityUnder()).isEqualTo("borders, moderate");
        assertThat(report.meanAuroc()).isCloseTo(1 - 0.25 / 36, within(1e-12));
        // .85 of one normal in one pass lies above .8 of one pneumonia in all 37
        assertThat(report.pooledAuroc()).isCloseTo(1 - 37 / (74.0 * 74), within(1e-12));
        assertThat(report.drop()).isCloseTo(0.25 / 36, within(1e-12));
        assertThat(report.meanSpecificity()).isCloseTo(1 - 0.5 / 36, within(1e-12));
        assertThat(report.meanAurocCi95().get(0)).isLessThan(report.meanAuroc());
        assertThat(report.variants()).hasSize(36);
    }

    @Test
    void aMissingClassLeavesFiguresUndefined() {
        List<Scored> normals = scores(0.1, 0.2).subList(0, 2);
        Map<Variant, List<Scored>> perturbed = new LinkedHashMap<>();
        Variant.SUITE.forEach(variant -> perturbed.put(variant, normals));
        RobustnessReport report = RobustnessReport.of(new SuiteScores(List.of("a", "b"), normals, perturbed), DECISION);
        assertThat(report.meanAuroc()).isNull();
        assertThat(report.meanSensitivity()).isNull();
        assertThat(report.lowestSpecificity()).isEqualTo(1);
    }

    @Test
    void sharpnessAloneTellsFilmsApartThatWereTakenUnlikeAndBlurTakesThatAway() {
        RobustnessReport report = SharpnessShortcut.report(films(0, 20), films(100, 10));
        assertThat(report.plain()).isEqualTo(new RobustnessReport.Rates(1.0, 1.0, 1.0));
        assertThat(report.pooledAuroc()).isLessThan(0.9);
        RobustnessReport.Row blurred = report.variants().get(2);
        assertThat(blurred.perturbation()).isEqualTo(Perturbation.BLUR);
        // what is blurred looks like the class that is less sharp
        assertThat(blurred.rates().sensitivity()).isEqualTo(1);
        assertThat(blurred.rates().specificity()).isZero();
    }

    private static List<Scored> scores(double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> new Scored(i >= 2, values[i]))
                .toList();
    }

    /** Grain alone: more of it in the normal films. */
    private static List<Film> films(int seed, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    boolean pneumonia = i % 2 == 1;
                    SplittableRandom random = new SplittableRandom(seed + i);
                    float[] pixels = new float[64 * 64];
                    for (int p = 0; p < pixels.length; p++) {
                        pixels[p] = (float) (0.5 + (pneumonia ? 0.02 : 0.06) * (random.nextDouble() - 0.5));
                    }
                    LabelledFile file = new LabelledFile(Path.of("film" + seed + i), pneumonia, "p" + i);
                    return new Film(file, "sha" + seed + i, new GreyImage(64, 64, pixels));
                })
                .toList();
    }
}
