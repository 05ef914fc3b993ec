package org.xraystream.training.roles;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.registry.AnnouncedModels;
import org.xraystream.registry.Announcement;

/**
 * Which role changes next, from what was announced and what was counted alone. While no champion is announced, none
 * does: there is nothing to compare with.
 */
record RoleDecision(
        AnnouncedModels models, ShadowComparison comparison, ChampionAgreement agreement, RolePolicy policy) {

    /** The champion's end, if readers contradict it and there is one before it. */
    Optional<RoleChange> rollBack() {
        List<ModelReleased> champions = models.champions();
        if (champions.size() < 2 || !agreement.tooLow(policy.champion())) {
            return Optional.empty();
        }
        return Optional.of(new RoleChange(
                champions.get(0),
                ModelRole.RETIRED,
                "Rolled back: " + agreement.sentence() + "; the bound is "
                        + policy.champion().leastAgreement() + "."));
    }

    /** The shadow's end, one way or the other, or a new shadow. */
    Optional<RoleChange> advance(Instant now) {
        return models.champions().stream()
                .findFirst()
                .flatMap(champion -> endOfShadow(now).or(() -> newShadow(champion)));
    }

    private Optional<RoleChange> endOfShadow(Instant now) {
        Optional<ModelReleased> shadow = models.shadow();
        if (shadow.isEmpty() || !policy.automatic()) {
            return Optional.empty();
        }
        Duration reading = Duration.between(shadow.get().getOccurredAt(), now);
        if (!comparison.isEnough(policy.shadow(), reading)) {
            return Optional.empty();
        }
        List<String> breaches = comparison.breaches(policy.shadow());
        return Optional.of(
                breaches.isEmpty()
                        ? new RoleChange(
                                shadow.get(), ModelRole.CHAMPION, "Within bounds on " + comparison.sentence() + ".")
                        : new RoleChange(
                                shadow.get(),
                                ModelRole.RETIRED,
                                "Out of bounds on " + comparison.sentence() + ": " + String.join("; ", breaches)
                                        + "."));
    }

    /** A candidate from before the champion was judged beside another. */
    private Optional<RoleChange> newShadow(ModelReleased champion) {
        if (models.shadow().isPresent()) {
            return Optional.empty();
        }
        return models.all().stream()
                .filter(model -> model.getRole() == ModelRole.CANDIDATE)
                .filter(model -> Announcement.gatePassed(model).orElse(false))
                .filter(model -> model.getOccurredAt().isAfter(champion.getOccurredAt()))
                .max(Comparator.comparing(ModelReleased::getOccurredAt))
                .map(model -> new RoleChange(
                        model, ModelRole.SHADOW, "It passed its gate, and no other shadow reads along."));
    }
}
