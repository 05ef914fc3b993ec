package org.xraystream.launcher;

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
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.PublishException;
import org.xraystream.service.TraceContext;

/** Announces the model that ships with the software as champion, where none other is. */
final class ShippedModel {
    private ShippedModel() {}

    /**
     * Does nothing where another champion was announced: whoever did so decides. A champion that names no package is
     * the release of an earlier version of this software, which it has not any more: this one takes its place.
     */
    static void announceIfNeeded(KafkaSettings kafka)
            throws ModelPackageException, PublishException, InterruptedException {
        ModelPackage release = ModelPackage.release();
        ModelIdentity identity = release.manifest().identity();
        ModelReference model = new ModelReference(identity.id(), identity.version(), identity.sha256());
        if (!isNeeded(kafka, model)) {
            return;
        }
        ModelReleased event = ModelReleased.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(Instant.now())
                .setModel(model)
                .setRole(ModelRole.CHAMPION)
                .setMetrics(figures(release.manifest().metrics().path("heldOut")))
                .setReleasedBy("xraystream")
                .setReason("Ships with the software; its figures are those of held-out patients.")
                .build();
        try (EventPublisher<ModelReleased> publisher = EventPublisher.connect(Topics.MODELS, kafka, "launcher")) {
            publisher.publish(Topics.modelKey(model), event, TraceContext.root());
        }
    }

    private static boolean isNeeded(KafkaSettings kafka, ModelReference release) throws PublishException {
        try (ModelTopic topic = ModelTopic.connect(kafka, "launcher")) {
            topic.readAll();
            Optional<ModelReleased> champion =
                    topic.announced().champions().stream().findFirst();
            return champion.map(serving -> serving.getPackageReference().isEmpty()
                            && !serving.getModel().equals(release))
                    .orElse(true);
        } catch (RegistryAwayException e) {
            throw new PublishException(e.getMessage(), e);
        }
    }

    private static Map<String, Double> figures(JsonNode evaluation) {
        Map<String, Double> figures = new HashMap<>();
        for (String name : List.of("auroc", "accuracy", "sensitivity", "specificity", "ece", "brier")) {
            if (evaluation.path(name).isNumber()) {
                figures.put(name, evaluation.path(name).asDouble());
            }
        }
        return figures;
    }
}
