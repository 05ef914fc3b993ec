package org.xraystream.training.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xraystream.training.roles.RoleEvents.FAILED;
import static org.xraystream.training.roles.RoleEvents.POLICY;
import static org.xraystream.training.roles.RoleEvents.UNJUDGED;
import static org.xraystream.training.roles.RoleEvents.announced;
import static org.xraystream.training.roles.RoleEvents.models;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.registry.AnnouncedModels;

final class RoleDecisionTest {
    private static final ModelReleased CHAMPION = announced("1", ModelRole.CHAMPION, 10);
    private static final ModelReleased SHADOW = announced("2", ModelRole.SHADOW, 20);
    private static final Instant SOON = Instant.ofEpochSecond(30);
    private static final Instant LATER = SHADOW.getOccurredAt().plus(Duration.ofHours(24));
    private static final ShadowComparison ALIKE = new ShadowComparison(100, 80, 0.9, 0.05, 0.02, 1.1);
    private static final ChampionAgreement GOOD = new ChampionAgreement(95, 5, 3);
    private static final ChampionAgreement BAD = new ChampionAgreement(50, 50, 3);

    @Test
    void theNewestCandidateThatPassedItsGateReadsAlong() {
        AnnouncedModels models = models(
                CHAMPION,
                announced("before", ModelRole.CANDIDATE, 5),
                announced("2", ModelRole.CANDIDATE, 20),
                announced("3", ModelRole.CANDIDATE, 21),
                announced("failed", ModelRole.CANDIDATE, Instant.ofEpochSecond(22), FAILED),
                announced("unjudged", ModelRole.CANDIDATE, Instant.ofEpochSecond(23), UNJUDGED));

        assertChange(advance(models, ShadowComparison.NONE, POLICY, SOON), "3", ModelRole.SHADOW);
    }

    @Test
    void noCandidateComesWhereAShadowReadsAlongOrNoChampionServes() {
        ModelReleased candidate = announced("3", ModelRole.CANDIDATE, 21);

        assertThat(advance(models(CHAMPION, SHADOW, candidate), ShadowComparison.NONE, POLICY, SOON))
                .isEmpty();
        assertThat(advance(models(candidate), ShadowComparison.NONE, POLICY, SOON))
                .isEmpty();
    }

    @Test
    void aCandidateFromBeforeTheChampionStaysOne() {
        AnnouncedModels models = models(CHAMPION, announced("0", ModelRole.CANDIDATE, 9));

        assertThat(advance(models, ShadowComparison.NONE, POLICY, SOON)).isEmpty();
    }

    @Test
    void aShadowWithinItsBoundsServesAfterEnoughImagesOrEnoughTime() {
        AnnouncedModels models = models(CHAMPION, SHADOW);
        ShadowComparison few = new ShadowComparison(99, 10, 0.9, 0.05, 0.02, 1.1);
        ShadowComparison tooFew = new ShadowComparison(100, 9, 0.9, 0.05, 0.02, 1.1);

        assertChange(advance(models, ALIKE, POLICY, SOON), "2", ModelRole.CHAMPION);
        assertThat(advance(models, few, POLICY, SOON)).isEmpty();
        assertThat(advance(models, few, POLICY, LATER.minusSeconds(1))).isEmpty();
        assertChange(advance(models, few, POLICY, LATER), "2", ModelRole.CHAMPION);
        assertThat(advance(models, tooFew, POLICY, LATER)).isEmpty();
    }

    @Test
    void aShadowOutOfAnyBoundIsRetiredWithTheFigure() {
        assertRetired(new ShadowComparison(100, 80, 0.9, 0.11, 0, 1), "0.110, more than 0.100");
        assertRetired(new ShadowComparison(100, 80, 1, 0, 0.16, 1), "+0.160, more than 0.150");
        assertRetired(new ShadowComparison(100, 80, 1, 0, -0.16, 1), "-0.160, more than 0.150");
        assertRetired(new ShadowComparison(100, 80, 1, 0, 0, 2.5), "2.50 times as long, more than 2.00");
    }

    @Test
    void aShadowThatDecidesWhatTheChampionLeavesOpenServesWhateverTheShareOfEqualFindings() {
        ShadowComparison bolder = new ShadowComparison(100, 10, 0.1, 0, 0.02, 1.1);

        Optional<RoleChange> change = advance(models(CHAMPION, SHADOW), bolder, POLICY, SOON);
        assertChange(change, "2", ModelRole.CHAMPION);
        assertThat(change.orElseThrow().reason()).contains("equal findings 0.100", "the 10 that both decide 0.000");
    }

    @Test
    void withoutThePolicyAShadowWaitsForAPersonWhateverItAnswers() {
        RolePolicy byHand = new RolePolicy(false, 1_000, POLICY.shadow(), POLICY.champion());
        AnnouncedModels models = models(CHAMPION, SHADOW);

        assertThat(advance(models, ALIKE, byHand, LATER)).isEmpty();
        assertThat(advance(models, new ShadowComparison(100, 100, 0, 1, 0, 1), byHand, LATER))
                .isEmpty();
        assertChange(
                advance(models(CHAMPION, announced("3", ModelRole.CANDIDATE, 21)), ALIKE, byHand, LATER),
                "3",
                ModelRole.SHADOW);
    }

    @Test
    void aChampionThatReadersContradictGoesIfAnotherWasThereBefore() {
        AnnouncedModels two = models(announced("0", ModelRole.CHAMPION, 1), CHAMPION);

        Optional<RoleChange> back = rollBack(two, BAD);
        assertChange(back, "1", ModelRole.RETIRED);
        assertThat(back.orElseThrow().reason()).contains("50 of 100", "0.500", "3 more are uncertain", "0.85");
        assertThat(rollBack(two, GOOD)).isEmpty();
        assertThat(rollBack(models(CHAMPION), BAD)).isEmpty();
        assertThat(rollBack(models(), BAD)).isEmpty();
    }

    private static Optional<RoleChange> advance(
            AnnouncedModels models, ShadowComparison comparison, RolePolicy policy, Instant now) {
        return new RoleDecision(models, comparison, GOOD, policy).advance(now);
    }

    private static Optional<RoleChange> rollBack(AnnouncedModels models, ChampionAgreement agreement) {
        return new RoleDecision(models, ALIKE, agreement, POLICY).rollBack();
    }

    private static void assertRetired(ShadowComparison comparison, String figure) {
        Optional<RoleChange> change = advance(models(CHAMPION, SHADOW), comparison, POLICY, SOON);
        assertChange(change, "2", ModelRole.RETIRED);
        assertThat(change.orElseThrow().reason()).contains(figure);
    }

    private static void assertChange(Optional<RoleChange> change, String version, ModelRole role) {
        assertThat(change.map(made -> made.model().getModel().getVersion())).contains(version);
        assertThat(change.map(RoleChange::role)).contains(role);
    }
}
