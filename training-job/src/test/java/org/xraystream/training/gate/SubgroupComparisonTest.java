package org.xraystream.training.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SubgroupComparisonTest {
    private static final GateRules.Subgroups RULES = new GateRules.Subgroups(30, 0.05, 0.15);

    @Test
    void groupsThatAreReadAsBeforePass() {
        GateCriterion criterion = judge(400, probability -> probability);
        assertThat(criterion.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(criterion.explanation()).contains("none falls");
    }

    @Test
    void aGroupThatIsLeftBehindFailsAndIsNamed() {
        // 13 % of the odd pneumonias, which chance does not explain in 100 of them
        GateCriterion criterion = judge(400, probability -> probability < 0.595 ? 0.4 : probability);
        assertThat(criterion.difference()).isBetween(-0.15, -0.05);
        assertThat(criterion.high()).isNegative();
        assertThat(criterion.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(criterion.explanation()).contains("sensitivity of odd").doesNotContain("sensitivity of even");
    }

    @Test
    void aFallThatChanceExplainsPasses() {
        // the same share of 35
        GateCriterion criterion = judge(140, probability -> probability < 0.59 ? 0.4 : probability);
        assertThat(criterion.difference()).isBetween(-0.15, -0.05);
        assertThat(criterion.outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aGrossFallFails() {
        GateCriterion criterion = judge(140, probability -> probability < 0.65 ? 0.4 : probability);
        assertThat(criterion.difference()).isLessThan(-0.15);
        assertThat(criterion.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void groupsOfFewFilmsAreNotJudged() {
        assertThat(judge(112, probability -> 0.1).outcome()).isEqualTo(Outcome.NOT_JUDGED);
    }

    /** The more that is judged, the wider each interval. */
    @Test
    void theIntervalsAreSimultaneous() {
        PairedAnswers answers = answers(160, probability -> probability < 0.6 ? 0.4 : probability);
        FilmGroups one = Answers.oddAndEven();
        FilmGroups ten = film -> IntStream.range(0, 10)
                .mapToObj(i -> one.of(film).get(0) + (i == 0 ? "" : i))
                .toList();
        Subgroup.Change ofMany = change(new SubgroupComparison(answers, RULES).compare(ten));
        Subgroup.Change ofFew = change(new SubgroupComparison(answers, RULES).compare(one));
        assertThat(ofMany.difference()).isEqualTo(ofFew.difference());
        assertThat(ofMany.high() - ofMany.low()).isGreaterThan(ofFew.high() - ofFew.low());
    }

    @Test
    void filmsThatWereTakenAlikeAreGroupsToo() {
        List<Subgroup> groups =
                new SubgroupComparison(answers(400, probability -> probability), RULES).compare(film -> List.of());
        assertThat(groups).hasSize(3).allMatch(group -> group.name().startsWith("acquisition"));
        assertThat(groups.stream().mapToInt(Subgroup::films).sum()).isEqualTo(400);
    }

    /** Bacteria and virus are of one class: their area is against all normal films. */
    @Test
    void aGroupOfOneClassHasAnArea() {
        FilmGroups ill = film -> film.file().pneumonia() ? List.of("ill") : List.of();
        Subgroup group = new SubgroupComparison(answers(160, probability -> 0.2), RULES)
                .compare(ill)
                .get(0);
        assertThat(group.films()).isEqualTo(group.positives()).isEqualTo(80);
        assertThat(group.figures()).extracting(Subgroup.Change::title).containsExactly("sensitivity", "AUROC");
        assertThat(group.figures().get(1).champion()).isEqualTo(1);
        assertThat(group.figures().get(1).candidate()).isLessThan(0.9);
    }

    @Test
    void fileNamesTellTheCause() {
        FilmGroups causes = FilmGroups.byCause();
        assertThat(causes.of(Answers.film("p", "x", true, "person1_bacteria_2.jpeg")))
                .containsExactly("bacteria");
        assertThat(causes.of(Answers.film("p", "x", true, "person1_virus_2.jpeg")))
                .containsExactly("virus");
        assertThat(causes.of(Answers.film("p", "x", false, "IM-0001-0001.jpeg")))
                .isEmpty();
    }

    private static Subgroup.Change change(List<Subgroup> groups) {
        return groups.stream()
                .filter(group -> group.name().equals("odd"))
                .findFirst()
                .orElseThrow()
                .figures()
                .get(0);
    }

    private static GateCriterion judge(int patients, DoubleUnaryOperator candidate) {
        return SubgroupCriterion.of(
                new SubgroupComparison(answers(patients, candidate), RULES).compare(Answers.oddAndEven()), RULES);
    }

    private static PairedAnswers answers(int patients, DoubleUnaryOperator candidate) {
        return Answers.paired(Answers.of(patients, candidate));
    }
}
