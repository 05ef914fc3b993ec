package org.xraystream.training.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.xraystream.model.Finding;
import org.xraystream.service.Settings;

final class CriteriaTest {
    private static final GateRules RULES = GateRules.defaults();

    @Test
    void theSameAnswersPassEverywhere() {
        Criteria criteria = new Criteria(RULES);
        PairedAnswers same = Answers.paired(Answers.of(200, probability -> probability));
        criteria.addGold(same);
        criteria.addRobustness(same);
        criteria.addBlind(same);
        assertThat(criteria.all()).hasSize(11).allSatisfy(criterion -> {
            assertThat(criterion.outcome()).as(criterion.name()).isEqualTo(Outcome.PASSED);
            assertThat(criterion.difference()).isZero();
        });
    }

    @Test
    void pneumoniasThatAreMissedFailTheSensitivityAlone() {
        List<GateCriterion> criteria =
                gold(answer -> new PairedAnswer(answer.film(), answer.champion(), missed(answer.champion())));
        assertThat(outcome(criteria, "gold-sensitivity")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(criteria, "gold-specificity")).isEqualTo(Outcome.PASSED);
        assertThat(outcome(criteria, "gold-auroc")).isEqualTo(Outcome.PASSED);
        GateCriterion sensitivity = criterion(criteria, "gold-sensitivity");
        assertThat(sensitivity.bound()).isEqualTo(-0.02);
        assertThat(sensitivity.low()).isLessThan(sensitivity.bound());
        assertThat(sensitivity.explanation()).contains("worse");
    }

    /** Lower is better there, so that it is the upper end of the interval that counts. */
    @Test
    void calibrationIsJudgedByTheUpperEnd() {
        List<GateCriterion> criteria = gold(answer -> new PairedAnswer(
                answer.film(), answer.champion(), Answers.answer(answer.positive(), answer.positive() ? 0.54 : 0.46)));
        for (String name : List.of("calibration-error", "log-loss")) {
            assertThat(outcome(criteria, name)).as(name).isEqualTo(Outcome.FAILED);
            assertThat(criterion(criteria, name).high())
                    .isGreaterThan(criterion(criteria, name).bound());
        }
        assertThat(outcome(criteria, "gold-sensitivity")).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aModelThatRejectsMoreOrDecidesLessFails() {
        List<GateCriterion> rejects = gold(answer -> withFinding(answer, Finding.REJECTED));
        assertThat(outcome(rejects, "unread")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(rejects, "coverage")).isEqualTo(Outcome.FAILED);
        List<GateCriterion> abstains = gold(answer -> withFinding(answer, Finding.UNCERTAIN));
        assertThat(outcome(abstains, "unread")).isEqualTo(Outcome.PASSED);
        assertThat(outcome(abstains, "coverage")).isEqualTo(Outcome.FAILED);
    }

    /** A difference that is small, but not shown to be: three films of 40. */
    @Test
    void whatIsNotShownDoesNotPass() {
        List<PairedAnswer> few = Answers.of(80, probability -> probability < 0.6 ? 0.4 : probability);
        Paired sensitivity = Answers.paired(few).compare(Figure.SENSITIVITY);
        GateCriterion criterion = GateCriterion.nonInferior("x", "X", sensitivity, 0.08);
        assertThat(criterion.difference()).isBetween(-0.08, -0.01);
        assertThat(criterion.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(GateCriterion.nonInferior("x", "X", sensitivity, 0.3).outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void aFigureThatTheFilmsDoNotDefineFails() {
        List<PairedAnswer> ill = Answers.of(80, probability -> probability).stream()
                .filter(PairedAnswer::positive)
                .toList();
        GateCriterion criterion =
                GateCriterion.nonInferior("x", "X", Answers.paired(ill).compare(Figure.AUROC), 1);
        assertThat(criterion.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(criterion.difference()).isNull();
    }

    @Test
    void aGoldSetThatIsTooSmallFails() {
        Criteria criteria = new Criteria(RULES);
        assertThat(criteria.isGoldEnough(Answers.paired(Answers.of(58, probability -> probability))))
                .isFalse();
        assertThat(outcome(criteria.all(), "gold-set")).isEqualTo(Outcome.FAILED);
        assertThat(criterion(criteria.all(), "gold-set").explanation())
                .contains("29 patients with normal films and 29 with pneumonia");
        assertThat(new Criteria(RULES).isGoldEnough(Answers.paired(Answers.of(60, probability -> probability))))
                .isTrue();
    }

    @Test
    void fewBlindLabelsAreNotJudgedUnlessTheyAreRequired() {
        List<PairedAnswer> few = Answers.of(40, probability -> probability);
        assertThat(outcome(blind(RULES, few), "blind")).isEqualTo(Outcome.NOT_JUDGED);
        assertThat(criterion(blind(RULES, List.of()), "blind").explanation()).contains("too few: 0 films");
        GateRules required = GateRules.of(
                Settings.load(Optional.empty(), Map.of()).with(Map.of("training.gate.blind.required", true)));
        assertThat(outcome(blind(required, few), "blind")).isEqualTo(Outcome.FAILED);
    }

    @Test
    void blindLabelsThatTheCandidateMissesFail() {
        List<GateCriterion> criteria = blind(
                RULES,
                Answers.of(80, probability -> probability).stream()
                        .map(answer -> new PairedAnswer(answer.film(), answer.champion(), missed(answer.champion())))
                        .toList());
        assertThat(outcome(criteria, "blind-sensitivity")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(criteria, "blind-auroc")).isEqualTo(Outcome.PASSED);
        assertThat(criterion(criteria, "blind-auroc").bound()).isCloseTo(-0.05, within(1e-12));
    }

    /** Nearly a third of the pneumonias move below the threshold, in an order that leaves the area as it was. */
    private static Answer missed(Answer answer) {
        double probability = answer.decided().probability();
        return answer.positive() && probability < 0.68
                ? Answers.answer(true, 0.46 + (probability - 0.55) / 10)
                : answer;
    }

    private static PairedAnswer withFinding(PairedAnswer answer, Finding finding) {
        boolean changes = answer.film().sha256().endsWith("3");
        return new PairedAnswer(
                answer.film(),
                answer.champion(),
                changes
                        ? Answers.answer(
                                answer.positive(), answer.champion().decided().probability(), finding)
                        : answer.champion());
    }

    private static List<GateCriterion> gold(UnaryOperator<PairedAnswer> change) {
        Criteria criteria = new Criteria(RULES);
        criteria.addGold(Answers.paired(
                Answers.of(400, probability -> probability).stream().map(change).toList()));
        return criteria.all();
    }

    private static List<GateCriterion> blind(GateRules rules, List<PairedAnswer> answers) {
        Criteria criteria = new Criteria(rules);
        criteria.addBlind(Answers.paired(answers));
        return criteria.all();
    }

    private static Outcome outcome(List<GateCriterion> criteria, String name) {
        return criterion(criteria, name).outcome();
    }

    private static GateCriterion criterion(List<GateCriterion> criteria, String name) {
        return criteria.stream()
                .filter(criterion -> criterion.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
