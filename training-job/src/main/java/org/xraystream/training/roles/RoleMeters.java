package org.xraystream.training.roles;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.xraystream.events.ModelReleased;

/**
 * What operators see of the roles: how the champion agrees with labels given blind, with the upper end of the interval
 * that a roll-back is decided by, and how the shadow compares. Not a number where nothing was counted yet. Thread-safe.
 */
final class RoleMeters {
    private final MeterRegistry registry;
    private volatile Counted counted = new Counted(ChampionAgreement.NONE, ShadowComparison.NONE);

    private record Counted(ChampionAgreement champion, ShadowComparison shadow) {}

    RoleMeters(MeterRegistry registry) {
        this.registry = registry;
        champion("training.champion.agreement", champion -> champion.share().value());
        champion(
                "training.champion.agreement.high", champion -> champion.share().high());
        champion("training.champion.labels", ChampionAgreement::decided);
        champion("training.champion.labels.uncertain", ChampionAgreement::uncertain);
        shadow("training.shadow.images", ShadowComparison::images);
        shadow("training.shadow.agreement", ShadowComparison::agreement);
        shadow("training.shadow.decided", ShadowComparison::decided);
        shadow("training.shadow.contradictions", ShadowComparison::contradictions);
        shadow("training.shadow.probability.shift", ShadowComparison::shift);
        shadow("training.shadow.time.ratio", ShadowComparison::timeRatio);
    }

    private void champion(String name, ToDoubleFunction<ChampionAgreement> figure) {
        Gauge.builder(name, this, meters -> figure.applyAsDouble(meters.counted.champion()))
                .register(registry);
    }

    private void shadow(String name, ToDoubleFunction<ShadowComparison> figure) {
        Gauge.builder(name, this, meters -> figure.applyAsDouble(meters.counted.shadow()))
                .register(registry);
    }

    void counted(ChampionAgreement champion, ShadowComparison shadow) {
        counted = new Counted(champion, shadow);
    }

    void announced(ModelReleased role) {
        registry.counter("training.roles.announced", "role", role.getRole().name())
                .increment();
    }
}
