package org.xraystream.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.events.ObjectReference;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelIdentity;

/** Makes announcements. */
public final class Announcement {
    /** Of the metrics: 1 if the model has passed its gate, 0 if it has failed; absent if none has judged it. */
    public static final String GATE_PASSED = "gate.passed";

    private static final List<String> FIGURES =
            List.of("auroc", "accuracy", "sensitivity", "specificity", "ece", "brier");

    private Announcement() {}

    /**
     * The first that is said of a model, with the figures that its manifest gives for held-out patients.
     *
     * @param at see {@link AnnouncedModels#next}
     * @param place of its package; nothing for the release that ships with the software
     * @param by a person's pseudonym or a policy's name
     */
    public static ModelReleased first(
            Manifest model, ModelRole role, Instant at, Optional<ObjectReference> place, String by, String reason) {
        return ModelReleased.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(at)
                .setModel(reference(model))
                .setRole(role)
                .setPackageReference(place.orElse(null))
                .setMetrics(figures(model.metrics().path("heldOut")))
                .setReleasedBy(by)
                .setReason(reason)
                .build();
    }

    /**
     * That a model takes another role; its package, metrics and gate report go with it, since compaction keeps the last
     * announcement alone.
     *
     * @param last that was said of the model
     * @param at see {@link AnnouncedModels#next}
     * @param by a person's pseudonym or a policy's name
     */
    public static ModelReleased change(ModelReleased last, ModelRole role, Instant at, String by, String reason) {
        return ModelReleased.newBuilder(last)
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(at)
                .setRole(role)
                .setReleasedBy(by)
                .setReason(reason)
                .build();
    }

    /** The same with the verdict of the model's gate. */
    public static ModelReleased judged(ModelReleased announcement, boolean passed) {
        Map<String, Double> metrics = new HashMap<>(announcement.getMetrics());
        metrics.put(GATE_PASSED, passed ? 1.0 : 0.0);
        return ModelReleased.newBuilder(announcement).setMetrics(metrics).build();
    }

    /** How events name a model. */
    public static ModelReference reference(Manifest model) {
        ModelIdentity identity = model.identity();
        return new ModelReference(identity.id(), identity.version(), identity.sha256());
    }

    /** Whether the model has passed its gate; nothing if none has judged it. */
    public static Optional<Boolean> gatePassed(ModelReleased announcement) {
        return Optional.ofNullable(announcement.getMetrics().get(GATE_PASSED)).map(passed -> passed == 1);
    }

    private static Map<String, Double> figures(JsonNode evaluation) {
        Map<String, Double> figures = new HashMap<>();
        for (String name : FIGURES) {
            if (evaluation.path(name).isNumber()) {
                figures.put(name, evaluation.path(name).asDouble());
            }
        }
        return figures;
    }
}
