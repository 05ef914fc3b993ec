package org.xraystream.registry;

import java.time.Instant;
import java.util.Optional;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.PublishException;
import org.xraystream.service.TraceContext;

/** Announces the model that ships with the software as champion, where none other is. */
public final class ShippedModel {
    private ShippedModel() {}

    /**
     * Does nothing where another champion was announced: whoever did so decides. A champion that names no package is
     * the release of an earlier version of this software, which it has not any more: this one takes its place.
     *
     * @param service that announces it, as the brokers know it
     * @throws PublishException if the broker or the schema registry is away, or refuses
     */
    public static void announceIfNeeded(KafkaSettings kafka, String service)
            throws ModelPackageException, PublishException, InterruptedException {
        ModelPackage release = ModelPackage.release();
        ModelReference model = Announcement.reference(release.manifest());
        if (!isNeeded(kafka, model, service)) {
            return;
        }
        ModelReleased event = Announcement.first(
                release.manifest(),
                ModelRole.CHAMPION,
                Instant.now(),
                Optional.empty(),
                "xraystream",
                "Ships with the software; its figures are those of held-out patients.");
        try (EventPublisher<ModelReleased> publisher = EventPublisher.connect(Topics.MODELS, kafka, service)) {
            publisher.publish(Topics.modelKey(model), event, TraceContext.root());
        }
    }

    private static boolean isNeeded(KafkaSettings kafka, ModelReference release, String service)
            throws PublishException {
        try (ModelTopic topic = ModelTopic.connect(kafka, service)) {
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
}
