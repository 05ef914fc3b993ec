package org.xraystream.benchmarks.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelRole;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.metrics.Estimate;

final class FindingsTest {
    /** Every other film is a pneumonia, every other of these of the subgroup. */
    private static final List<Film> FILMS =
            IntStream.range(0, 200).mapToObj(FindingsTest::film).toList();

    private static final Exam EXAM =
            new Exam(FILMS, film -> film.file().path().toString().contains("_virus_"));
    private static final LoopReport.Setting SETTING = new LoopReport.Setting("_virus_", 1, 1, 200, 200, 1, 1);

    @Test
    void allHoldsWhereABetterModelServesAndThePoisonedOneWasRejected() {
        ModelHistory.Step rejected = step("3", ModelRole.CANDIDATE, Optional.of(false), 0.1);

        LoopReport report = report(
                List.of(
                        step("1", ModelRole.CHAMPION, Optional.empty(), 0.7),
                        step("2", ModelRole.CHAMPION, Optional.of(true), 0.95),
                        rejected),
                List.of(),
                Optional.of(rejected));

        assertThat(report.claims()).allMatch(LoopReport.Claim::holds);
        assertThat(report.holds()).isTrue();
        assertThat(report.gain().low()).isPositive();
        assertThat(report.served().version()).isEqualTo("2");
    }

    @Test
    void nothingIsGainedWhereTheFirstModelStillServes() {
        LoopReport report =
                report(List.of(step("1", ModelRole.CHAMPION, Optional.empty(), 0.7)), List.of(), Optional.empty());

        assertThat(report.claims()).extracting(LoopReport.Claim::holds).containsExactly(false, true, false, false);
    }

    @Test
    void aFilmWithoutAResultIsTold() {
        LoopReport report = report(
                List.of(step("1", ModelRole.CHAMPION, Optional.empty(), 0.7)), List.of("lost"), Optional.empty());

        assertThat(report.claims().get(1).holds()).isFalse();
        assertThat(report.holds()).isFalse();
    }

    private static LoopReport report(
            List<ModelHistory.Step> steps, List<String> failures, Optional<ModelHistory.Step> rejected) {
        Ward.Count ward = new Ward.Count(10, 10, 2, Map.of(), 0, Map.of("1", 10), failures);
        return new Findings(EXAM, 12, steps, ward, 5, 10, rejected).report(SETTING);
    }

    /** @param right share of the films that the model has on the right side */
    private static ModelHistory.Step step(String version, ModelRole role, Optional<Boolean> gate, double right) {
        List<Double> probabilities = IntStream.range(0, FILMS.size())
                .mapToObj(i -> (Math.floorMod(i * 37, 100) < 100 * right)
                                == FILMS.get(i).file().pneumonia()
                        ? 0.9
                        : 0.1)
                .toList();
        Estimate any = new Estimate(right, right, right);
        return new ModelHistory.Step(
                1,
                new ModelReference("m", version, "00"),
                role,
                gate,
                Optional.empty(),
                "test",
                "test",
                new Exam.Result(probabilities, any, any));
    }

    private static Film film(int number) {
        boolean pneumonia = number % 2 == 1;
        String kind = pneumonia ? number % 4 == 1 ? "_virus_" : "_bacteria_" : "_normal_";
        return new Film(
                new LabelledFile(Path.of("person" + number + kind + "1.jpeg"), pneumonia, "person" + number),
                "sha-" + number,
                new GreyImage(1, 1, new float[] {0}));
    }
}
