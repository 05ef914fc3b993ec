package org.xraystream.training.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xraystream.training.metrics.Auroc;
import org.xraystream.training.metrics.Estimate;

final class ComparisonTest {
    private static final ExperimentResult STRONG = GeneratedResults.of("strong", "Group", 1.5, 0.1);
    private static final ExperimentResult WEAK = GeneratedResults.of("weak", "Group", 0.9, 0.5);
    private static final ExperimentResult LIKE_STRONG = GeneratedResults.of("like-strong", "Group", 1.49, 0.1);
    private static final ExperimentResult FAILED =
            new ExperimentResult("failed", "Other", "Failed", "", 3, List.of(), "There is no file.");
    private static final Comparison COMPARISON = Comparison.of(
            new Comparison.Setting("A table", 270, 180, 3, 45, 31, List.of("blur", "noise")),
            List.of(WEAK, STRONG, LIKE_STRONG, FAILED));

    @Test
    void theAreaIsTheMeanOfTheAreasWithinTheFolds() {
        double mean = STRONG.folds().stream()
                .mapToDouble(fold -> Auroc.of(
                                fold.films().stream().map(FilmAnswer::plain).toList())
                        .value())
                .average()
                .orElseThrow();
        ExperimentFigures figures = COMPARISON.figures().get("strong");
        assertThat(figures.auroc().value()).isCloseTo(mean, within(1e-12));
        assertThat(figures.auroc().low()).isBetween(0.5, mean);
        assertThat(figures.auroc().high()).isBetween(mean, 1.0);
        assertThat(figures.perturbedAuroc().value()).isLessThan(mean);
        assertThat(figures.plannedEpochs()).isEqualTo(6);
        assertThat(figures.epochs()).isEqualTo(5);
    }

    @Test
    void filmsOfOnePatientWidenTheInterval() {
        Estimate ofPatients = COMPARISON.figures().get("weak").auroc();
        ExperimentResult eachItsOwn = new ExperimentResult(
                "own",
                "Group",
                "Own",
                "",
                8,
                WEAK.folds().stream().map(ComparisonTest::withPatientPerFilm).toList(),
                null);
        Estimate ofFilms = Comparison.of(COMPARISON.setting(), List.of(eachItsOwn))
                .figures()
                .get("own")
                .auroc();
        assertThat(ofPatients.high() - ofPatients.low()).isGreaterThan(ofFilms.high() - ofFilms.low());
    }

    private static FoldResult withPatientPerFilm(FoldResult fold) {
        List<FilmAnswer> films = fold.films().stream()
                .map(film -> new FilmAnswer(film.file(), film.file(), film.pneumonia(), film.logit(), film.perturbed()))
                .toList();
        return new FoldResult(
                fold.key(),
                fold.fold(),
                fold.plannedEpochs(),
                fold.epochs(),
                fold.parameters(),
                fold.imagesPerSecond(),
                fold.seconds(),
                fold.perturbations(),
                films);
    }

    @Test
    void findingsTellApartWhatTheFilmsTellApart() {
        assertThat(COMPARISON.findings())
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("Group:")
                        .contains("behind it by more than the draw of patients explains: The title of weak"))
                .anySatisfy(sentence -> assertThat(sentence).contains("not told from it: The title of"))
                .anySatisfy(
                        sentence -> assertThat(sentence).contains("Perturbation costs Group, The title of weak, most"));
        assertThat(String.join(" ", COMPARISON.findings())).doesNotContain("Failed");
    }

    @Test
    void aTableOfWhichNothingFinishedSaysSo() {
        assertThat(Comparison.of(COMPARISON.setting(), List.of(FAILED)).findings())
                .containsExactly("No experiment finished a fold.");
    }
}
