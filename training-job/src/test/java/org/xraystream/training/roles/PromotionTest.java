package org.xraystream.training.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xraystream.training.roles.RoleEvents.FAILED;
import static org.xraystream.training.roles.RoleEvents.PASSED;
import static org.xraystream.training.roles.RoleEvents.UNJUDGED;
import static org.xraystream.training.roles.RoleEvents.announced;
import static org.xraystream.training.roles.RoleEvents.models;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;

final class PromotionTest {
    private static final ModelReleased SERVING = announced("1", ModelRole.CHAMPION, 10);

    @Test
    void whatPassedItsGateMayServeOrReadAlong() {
        for (ModelRole role : new ModelRole[] {ModelRole.CHAMPION, ModelRole.SHADOW}) {
            assertThat(refusal(ModelRole.CANDIDATE, PASSED, role, false)).isEmpty();
        }
        assertThat(refusal(ModelRole.SHADOW, PASSED, ModelRole.CHAMPION, false)).isEmpty();
    }

    @Test
    void whatFailedItsGateIsNeverServedNotEvenByForce() {
        for (ModelRole was : new ModelRole[] {ModelRole.CANDIDATE, ModelRole.RETIRED, ModelRole.SHADOW}) {
            assertThat(refusal(was, FAILED, ModelRole.CHAMPION, true).orElseThrow())
                    .contains("m/2", "failed its gate", "never served");
        }
    }

    @Test
    void whatNoGateJudgedOrWasRetiredNeedsForce() {
        assertThat(refusal(ModelRole.CANDIDATE, UNJUDGED, ModelRole.CHAMPION, false)
                        .orElseThrow())
                .contains("not judged", "--force");
        assertThat(refusal(ModelRole.CANDIDATE, UNJUDGED, ModelRole.CHAMPION, true))
                .isEmpty();
        assertThat(refusal(ModelRole.RETIRED, PASSED, ModelRole.CHAMPION, false).orElseThrow())
                .contains("retired", "why 2 is RETIRED", "--force");
        assertThat(refusal(ModelRole.RETIRED, PASSED, ModelRole.CHAMPION, true)).isEmpty();
    }

    @Test
    void aFormerChampionMayServeAgainWithoutAGate() {
        ModelReleased former = announced("0", ModelRole.CHAMPION, Instant.ofEpochSecond(1), UNJUDGED);

        assertThat(new Promotion(former, ModelRole.CHAMPION, false).refusal(models(former, SERVING)))
                .isEmpty();
    }

    @Test
    void whatHasTheRoleAlreadyIsNotAnnouncedAgain() {
        ModelReleased shadow = announced("2", ModelRole.SHADOW, 20);

        assertThat(new Promotion(SERVING, ModelRole.CHAMPION, true)
                        .refusal(models(SERVING))
                        .orElseThrow())
                .contains("serves already");
        assertThat(new Promotion(SERVING, ModelRole.SHADOW, true)
                        .refusal(models(SERVING))
                        .orElseThrow())
                .contains("rollback");
        assertThat(new Promotion(shadow, ModelRole.SHADOW, true)
                        .refusal(models(SERVING, shadow))
                        .orElseThrow())
                .contains("reads along already");
    }

    private static Optional<String> refusal(ModelRole was, Map<String, Double> metrics, ModelRole role, boolean force) {
        ModelReleased model = announced("2", was, Instant.ofEpochSecond(20), metrics);
        // another reads along, so that this is not the shadow of now
        ModelReleased other = announced("3", ModelRole.SHADOW, 30);
        return new Promotion(model, role, force).refusal(models(SERVING, model, other));
    }
}
