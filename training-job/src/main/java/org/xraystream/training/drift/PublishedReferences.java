package org.xraystream.training.drift;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Reference;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.PackageSource;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.service.ObjectStoreException;

/** The references in the packages of announced models, each fetched once. Not thread-safe. */
final class PublishedReferences implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedReferences.class);

    private final ModelTopic topic;
    private final PackageSource packages;
    private final Map<ModelReference, Reference> known = new HashMap<>();

    /** The topic is closed with this. */
    PublishedReferences(ModelTopic topic, PackageSource packages) {
        this.topic = topic;
        this.packages = packages;
    }

    /**
     * The reference of a model that has read images; {@link Reference#none} where none is to be had.
     *
     * @throws ObjectStoreException if the store of packages is away
     * @throws RegistryAwayException if the announcements of models cannot be read now
     */
    Reference of(ModelReference model) throws ObjectStoreException, RegistryAwayException {
        Reference reference = known.get(model);
        if (reference == null) {
            reference = fetch(model);
            known.put(model, reference);
        }
        return reference;
    }

    private Reference fetch(ModelReference model) throws ObjectStoreException, RegistryAwayException {
        topic.readAll();
        Optional<ModelReleased> announcement = topic.announced().all().stream()
                .filter(each -> each.getModel().equals(model))
                .findFirst();
        if (announcement.isEmpty()) {
            return without(model, "it was never announced");
        }
        try {
            Reference reference = packages.get(announcement.get()).manifest().reference();
            return reference.statistics().isEmpty() ? without(model, "its package has no reference") : reference;
        } catch (ModelPackageException e) {
            return without(model, e.getMessage());
        }
    }

    private static Reference without(ModelReference model, String why) {
        LOG.warn("No drift can be told for images read by {} {}: {}", model.getId(), model.getVersion(), why);
        return Reference.none();
    }

    @Override
    public void close() {
        topic.close();
    }
}
