package org.xraystream.inference.updates;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelRole;

/**
 * What an operator sees of the models.
 *
 * <ul>
 *   <li>{@code inference.model{role,id,version}}: 1 for each model that serves
 *   <li>{@code inference.model.refused{role}}: 1 while the newest announcement is not followed, since its package
 *       cannot be used; alert on it
 *   <li>{@code inference.model.updates{role,outcome}}: how announcements ended: {@code installed}, {@code refused}
 *   <li>{@code inference.model.retries}: attempts that failed because something was away
 * </ul>
 */
final class UpdateMetrics {
    private final MeterRegistry registry;
    private final MultiGauge serving;
    private final Counter retries;
    private final Map<ModelRole, ModelReference> models = new EnumMap<>(ModelRole.class);

    UpdateMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.serving = MultiGauge.builder("inference.model").register(registry);
        this.retries = registry.counter("inference.model.retries");
    }

    /** What is counted is there from the start, so that the first time is an increase. */
    void watch(ModelRole role, BooleanSupplier refused) {
        updates(role, "installed");
        updates(role, "refused");
        Gauge.builder("inference.model.refused", refused, now -> now.getAsBoolean() ? 1 : 0)
                .tag("role", name(role))
                .strongReference(true)
                .register(registry);
    }

    void serves(ModelRole role, Optional<ModelReference> model) {
        model.ifPresentOrElse(now -> models.put(role, now), () -> models.remove(role));
        serving.register(
                models.entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(
                                Tags.of(
                                        "role", name(entry.getKey()),
                                        "id", entry.getValue().getId(),
                                        "version", entry.getValue().getVersion()),
                                1))
                        .toList(),
                true);
    }

    void updated(ModelRole role, String outcome) {
        updates(role, outcome).increment();
    }

    private Counter updates(ModelRole role, String outcome) {
        return registry.counter("inference.model.updates", "role", name(role), "outcome", outcome);
    }

    void retried() {
        retries.increment();
    }

    private static String name(ModelRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
