package org.xraystream.training.roles;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.xraystream.command.CommandException;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.events.ObjectReference;
import org.xraystream.model.Manifest;
import org.xraystream.registry.AnnouncedModels;
import org.xraystream.registry.Announcement;
import org.xraystream.registry.ModelReleases;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.PackageStore;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.PublishException;
import org.xraystream.service.Settings;
import org.xraystream.service.Shutdown;

/** One command's view of the models of a stack: what was announced when it began, and how to say more. */
final class ModelsSession implements AutoCloseable {
    private static final String NAME = "models-command";

    private final Settings settings;
    private final KafkaSettings kafka;
    private final ModelTopic topic;
    private final Shutdown resources;

    private ModelsSession(Settings settings, KafkaSettings kafka, ModelTopic topic, Shutdown resources) {
        this.settings = settings;
        this.kafka = kafka;
        this.topic = topic;
        this.resources = resources;
    }

    static ModelsSession open(Settings settings) throws RegistryAwayException, InterruptedException {
        KafkaSettings kafka = KafkaSettings.from(settings);
        Shutdown resources = new Shutdown();
        try {
            resources.add(KafkaConnection.open(kafka));
            ModelTopic topic = resources.add(ModelTopic.connect(kafka, NAME));
            topic.readAll();
            return new ModelsSession(settings, kafka, topic, resources);
        } catch (RegistryAwayException | InterruptedException | RuntimeException e) {
            resources.closeAfter(e);
            throw e;
        }
    }

    AnnouncedModels announced() {
        return topic.announced();
    }

    /** Where the packages are. */
    PackageStore store() throws ObjectStoreException {
        ObjectStoreSettings storage = ObjectStoreSettings.from(settings);
        ObjectStore objects = resources.add(ObjectStore.connect(storage));
        objects.ensureBucket(storage.modelsBucket());
        return new PackageStore(objects, storage.modelsBucket());
    }

    Settings settings() {
        return settings;
    }

    /** @param gatePassed nothing if no gate has judged it */
    ModelReleased announceCandidate(Manifest model, ObjectReference place, Optional<Boolean> gatePassed, Author author)
            throws CommandException, PublishException {
        ModelReleased candidate = Announcement.first(
                model, ModelRole.CANDIDATE, next(), Optional.of(place), author.pseudonym(settings), author.reason());
        return announce(
                gatePassed.map(passed -> Announcement.judged(candidate, passed)).orElse(candidate));
    }

    ModelReleased announceChange(ModelReleased model, ModelRole role, Author author)
            throws CommandException, PublishException {
        return announce(Announcement.change(model, role, next(), author.pseudonym(settings), author.reason()));
    }

    private Instant next() {
        return announced().next(Instant.now());
    }

    private ModelReleased announce(ModelReleased role) throws PublishException {
        try (ModelReleases releases = ModelReleases.connect(kafka, NAME)) {
            releases.announce(List.of(role));
        }
        announced().add(role);
        return role;
    }

    @Override
    public void close() {
        resources.close();
    }
}
