package org.xraystream.training.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Estimate;

final class PairedAnswersTest {
    private static final List<PairedAnswer> ANSWERS = Answers.of(80, probability -> probability - 0.15);

    /** The bootstrap draws patients: five films that are alike say no more than one. */
    @ParameterizedTest
    @EnumSource(Figure.class)
    void moreFilmsOfTheSamePatientsDoNotNarrowTheInterval(Figure figure) {
        Estimate once = Answers.paired(ANSWERS).compare(figure).difference().estimate();
        Estimate copies =
                Answers.paired(copied(true)).compare(figure).difference().estimate();
        assertThat(copies.low()).isCloseTo(once.low(), within(1e-12));
        assertThat(copies.high()).isCloseTo(once.high(), within(1e-12));
    }

    @Test
    void moreFilmsOfMorePatientsDo() {
        Estimate once =
                Answers.paired(ANSWERS).compare(Figure.SENSITIVITY).difference().estimate();
        Estimate more = Answers.paired(copied(false))
                .compare(Figure.SENSITIVITY)
                .difference()
                .estimate();
        assertThat(more.high() - more.low()).isLessThan(0.7 * (once.high() - once.low()));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        assertThat(Answers.paired(ANSWERS).compare(Figure.AUROC).difference().rounds())
                .containsExactly(Answers.paired(ANSWERS)
                        .compare(Figure.AUROC)
                        .difference()
                        .rounds());
    }

    private static List<PairedAnswer> copied(boolean samePatient) {
        List<PairedAnswer> copies = new ArrayList<>();
        for (int copy = 0; copy < 5; copy++) {
            for (PairedAnswer answer : ANSWERS) {
                String patient = answer.film().file().patient() + (samePatient ? "" : "-" + copy);
                Film film = Answers.film(
                        patient, "any", answer.positive(), answer.film().sha256() + "-" + copy);
                copies.add(new PairedAnswer(film, answer.champion(), answer.candidate()));
            }
        }
        return copies;
    }
}
