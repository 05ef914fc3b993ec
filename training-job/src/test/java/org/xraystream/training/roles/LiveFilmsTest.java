package org.xraystream.training.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.xraystream.training.roles.RoleEvents.POLICY;
import static org.xraystream.training.roles.RoleEvents.label;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.xraystream.events.Finding;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.Selection;

final class LiveFilmsTest {
    private final LiveFilms films = new LiveFilms(4);

    @Test
    void onlyImagesThatBothHaveReadAreComparedEachOnce() {
        films.champion("a", new Answer(Finding.NORMAL, 0.1, 100));
        films.shadow("a", new Answer(Finding.NORMAL, 0.2, 300));
        films.shadow("a", new Answer(Finding.NORMAL, 0.2, 300));
        films.shadow("b", new Answer(Finding.PNEUMONIA, 0.9, 100));
        films.champion("b", new Answer(Finding.UNCERTAIN, 0.5, 100));
        films.champion("c", new Answer(Finding.NORMAL, 0.1, 9_000));
        films.shadow("d", new Answer(Finding.NORMAL, 0.1, 9_000));

        ShadowComparison comparison = films.comparison();
        assertThat(comparison.images()).isEqualTo(2);
        assertThat(comparison.agreement()).isEqualTo(0.5);
        assertThat(comparison.decided()).isEqualTo(1);
        assertThat(comparison.contradictions()).isZero();
        assertThat(comparison.shift()).isCloseTo(0.25, within(1e-12));
        assertThat(comparison.timeRatio()).isEqualTo(2);
    }

    @Test
    void theImageHeardOfFirstIsForgotten() {
        for (int i = 0; i < 6; i++) {
            films.champion("image-" + i, new Answer(Finding.NORMAL, 0.1, 100));
            films.shadow("image-" + i, new Answer(Finding.PNEUMONIA, 0.9, 100));
        }
        assertThat(films.comparison().images()).isEqualTo(4);
        assertThat(films.comparison().contradictions()).isEqualTo(1);
        films.clear();
        assertThat(films.comparison()).isEqualTo(ShadowComparison.NONE);
    }

    @Test
    void ofSeveralLabelsTheLastCountsWheneverItComes() {
        films.label(given("a", Label.NORMAL, 2));
        films.label(given("a", Label.PNEUMONIA, 1));
        films.champion("a", new Answer(Finding.NORMAL, 0.1, 100));

        assertThat(films.agreement()).isEqualTo(new ChampionAgreement(1, 0, 0));
    }

    @Test
    void uncertainFindingsNeitherAgreeNorDisagree() {
        films.champion("a", new Answer(Finding.UNCERTAIN, 0.5, 100));
        films.champion("b", new Answer(Finding.NORMAL, 0.1, 100));
        films.label(given("a", Label.NORMAL, 1));
        films.label(given("b", Label.PNEUMONIA, 1));
        films.label(given("c", Label.PNEUMONIA, 1));

        assertThat(films.agreement()).isEqualTo(new ChampionAgreement(0, 1, 1));
    }

    @Test
    void aChampionIsTooLowWhenTheWholeIntervalIsBelowTheBound() {
        // Wilson's upper end for 15 of 20 is 0.888, for 12 of 20 it is 0.781
        assertThat(new ChampionAgreement(15, 5, 0).tooLow(POLICY.champion())).isFalse();
        assertThat(new ChampionAgreement(12, 8, 0).tooLow(POLICY.champion())).isTrue();
        assertThat(new ChampionAgreement(0, 19, 100).tooLow(POLICY.champion())).isFalse();
        assertThat(ChampionAgreement.NONE.tooLow(POLICY.champion())).isFalse();
    }

    private static LabelCorrected given(String imageId, Label label, long second) {
        return label(imageId, label, false, Selection.AUDIT, Instant.ofEpochSecond(second));
    }
}
