package org.xraystream.training.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xraystream.command.CommandException;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Selection;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.Side;
import org.xraystream.training.feedback.LabelledImage;

final class TrainingSetTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final GreyImage DARK = new GreyImage(1, 1, new float[1]);

    @Test
    void everyFilmIsOnItsPatientsSideAndCountsWhatItsLabelCounts() throws CommandException {
        BaseData base = BaseData.of(Stream.of(Side.values())
                .flatMap(side -> Stream.of(true, false)
                        .map(pneumonia -> film("base" + side + pneumonia, pneumonia, patient(side, 0))))
                .toList());
        List<LabelledFilms.Labelled> labelled = Stream.of(
                        labelled("seen", Side.TRAINING, false, 0.25),
                        labelled("blind", Side.TRAINING, true, 1),
                        labelled("validation", Side.VALIDATION, true, 1),
                        labelled("gate", Side.GATE, true, 1))
                .toList();
        TrainingSet set = TrainingSet.of(base, new LabelledFilms(labelled, 2, 3));

        assertThat(names(set.training())).containsExactly("baseTRAININGtrue", "baseTRAININGfalse", "blind", "seen");
        assertThat(names(set.validation())).containsExactly("baseVALIDATIONtrue", "baseVALIDATIONfalse", "validation");
        // the base's single patient of each class is too few for a band
        assertThat(names(set.trusted())).containsExactly("baseVALIDATIONtrue", "baseVALIDATIONfalse", "validation");
        assertThat(names(set.gate().gold())).containsExactly("baseGATEtrue", "baseGATEfalse");
        assertThat(names(set.gate().blind())).containsExactly("gate");
        assertThat(set.weights().bySha256()).isEqualTo(Map.of("seen", 0.25, "blind", 1.0));
        assertThat(set.counts()).isEqualTo(new TrainingSet.Counts(2, 1, 1, 1, 2, 1, 2, 3));
        set.check();
        assertThatThrownBy(TrainingSet.of(BaseData.NONE, new LabelledFilms(labelled, 0, 0))::check)
                .hasMessageContaining("The training side has 0 normal films and 2 with pneumonia");
    }

    @Test
    void aFilmOfTwoPatientsIsFittedToByNoneIfAnyOfThemIsJudgedOn() throws CommandException {
        List<Film> copies = List.of(film("x", true, patient(Side.TRAINING, 0)), film("x", true, patient(Side.GATE, 0)));
        assertThat(BaseData.of(copies).on(Side.TRAINING)).isEmpty();
        assertThat(BaseData.of(copies).on(Side.GATE)).hasSize(2);
    }

    @Test
    void whatIsChosenOrJudgedUponIsBlindAndTheGateLeavesOutWhatTheModelsAnswerPicked() {
        LabelUse use = new LabelUse(NOW, Duration.ofDays(90));
        assertThat(use.uses(label("a", Side.TRAINING, false, 0.25, Selection.VOLUNTARY, 1)))
                .isTrue();
        assertThat(use.uses(label("a", Side.TRAINING, false, 0, Selection.VOLUNTARY, 1)))
                .isFalse();
        assertThat(use.uses(label("a", Side.VALIDATION, false, 0.25, Selection.VOLUNTARY, 1)))
                .isFalse();
        assertThat(use.uses(label("a", Side.VALIDATION, true, 1, Selection.UNCERTAIN, 1)))
                .isTrue();
        assertThat(use.uses(label("a", Side.GATE, true, 1, Selection.AUDIT, 1))).isTrue();
        assertThat(use.uses(label("a", Side.GATE, true, 1, Selection.DISAGREEMENT, 1)))
                .isFalse();
        assertThat(use.uses(label("a", Side.GATE, true, 1, Selection.AUDIT, 91)))
                .isFalse();
        assertThat(use.uses(label("a", Side.GATE, false, 0.25, Selection.AUDIT, 1)))
                .isFalse();
    }

    private static List<String> names(List<Film> films) {
        return films.stream().map(Film::sha256).toList();
    }

    private static String patient(Side side, int skipped) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "p" + number)
                .filter(name -> Side.of(name) == side)
                .skip(skipped)
                .findFirst()
                .orElseThrow();
    }

    private static Film film(String sha256, boolean pneumonia, String patient) {
        return new Film(new LabelledFile(Path.of(sha256), pneumonia, patient), sha256, DARK);
    }

    private static LabelledFilms.Labelled labelled(String name, Side side, boolean blind, double weight) {
        LabelledImage label = label(name, side, blind, weight, Selection.AUDIT, 1);
        return new LabelledFilms.Labelled(label, film(name, true, label.patient()));
    }

    private static LabelledImage label(
            String name, Side side, boolean blind, double weight, Selection selection, int daysAgo) {
        return new LabelledImage(
                name,
                new ObjectReference("b", name, 1L, name),
                patient(side, 1),
                true,
                weight,
                blind,
                selection,
                NOW.minus(Duration.ofDays(daysAgo)),
                "ward");
    }
}
