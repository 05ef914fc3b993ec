package org.xraystream.training.roles;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.Finding;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.events.Selection;
import org.xraystream.events.StageTimings;
import org.xraystream.registry.AnnouncedModels;
import org.xraystream.registry.Announcement;

/** Made-up events, and the policy that the tests go by. */
final class RoleEvents {
    static final Map<String, Double> PASSED = Map.of(Announcement.GATE_PASSED, 1.0);
    static final Map<String, Double> FAILED = Map.of(Announcement.GATE_PASSED, 0.0);
    static final Map<String, Double> UNJUDGED = Map.of();

    static final RolePolicy POLICY = new RolePolicy(
            true,
            1_000,
            new RolePolicy.Shadow(100, Duration.ofHours(24), 10, 0.1, 0.15, 2),
            new RolePolicy.Champion(20, 0.85));

    private RoleEvents() {}

    static ModelReference model(String version) {
        return new ModelReference("m", version, "00");
    }

    static ModelReleased announced(String version, ModelRole role, Instant at, Map<String, Double> metrics) {
        return ModelReleased.newBuilder()
                .setEventId(version + role + at)
                .setOccurredAt(at)
                .setModel(model(version))
                .setRole(role)
                .setMetrics(metrics)
                .setReleasedBy("test")
                .setReason("why " + version + " is " + role)
                .build();
    }

    /** One that passed its gate, at a second of the epoch. */
    static ModelReleased announced(String version, ModelRole role, long second) {
        return announced(version, role, Instant.ofEpochSecond(second), PASSED);
    }

    static AnnouncedModels models(ModelReleased... announcements) {
        AnnouncedModels models = new AnnouncedModels();
        for (ModelReleased announcement : announcements) {
            models.add(announcement);
        }
        return models;
    }

    static DiagnosisMade diagnosis(ModelReference model, String imageId, Finding finding, Instant at) {
        return DiagnosisMade.newBuilder()
                .setEventId(imageId + model.getVersion())
                .setOccurredAt(at)
                .setImageId(imageId)
                .setFinding(finding)
                .setProbability(finding == Finding.PNEUMONIA ? 0.9 : 0.1)
                .setThreshold(0.5)
                .setModel(model)
                .setTimings(new StageTimings(1L, 1L, 1L, 1_000L))
                .build();
    }

    static LabelCorrected label(String imageId, Label label, boolean seen, Selection selection, Instant at) {
        return LabelCorrected.newBuilder()
                .setEventId(imageId + at)
                .setOccurredAt(at)
                .setImageId(imageId)
                .setLabel(label)
                .setReaderPseudonym("reader")
                .setModelResultSeen(seen)
                .setSelection(selection)
                .build();
    }
}
