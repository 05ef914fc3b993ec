package org.xraystream.inference.updates;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.registry.PackageSource;
import org.xraystream.service.ObjectStoreException;

/**
 * Decides which of the announced models serves in one role: the newest that can be used. A package that cannot is not
 * tried again, until its model is announced anew. Called by one thread, but for {@link #trouble}.
 */
final class ModelSeat {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSeat.class);

    private final ModelRole role;
    private final PackageSource packages;
    private final UpdateMetrics metrics;
    private final Map<String, String> refused = new HashMap<>();
    private Optional<ModelReference> serving = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    ModelSeat(ModelRole role, PackageSource packages, UpdateMetrics metrics) {
        this.role = role;
        this.packages = packages;
        this.metrics = metrics;
        metrics.watch(role, () -> trouble.isPresent());
    }

    /** This model serves already. */
    void isTakenBy(ModelReference model) {
        serving = Optional.of(model);
        metrics.serves(role, serving);
    }

    /**
     * Lets the first of these that can be used serve; if none can, the former goes on.
     *
     * @param wanted newest first
     * @throws ObjectStoreException if the store is away: call again later
     */
    void fill(List<ModelReleased> wanted, ModelSlot slot) throws ObjectStoreException {
        if (wanted.isEmpty() && serving.isPresent() && slot.clear()) {
            serving = Optional.empty();
            metrics.serves(role, serving);
        }
        for (ModelReleased announcement : wanted) {
            if (serves(announcement) || canTake(announcement, slot)) {
                break;
            }
        }
        trouble = wanted.stream().findFirst().map(newest -> refused.get(newest.getEventId()));
    }

    private boolean serves(ModelReleased announcement) {
        return serving.equals(Optional.of(announcement.getModel()));
    }

    private boolean canTake(ModelReleased announcement, ModelSlot slot) throws ObjectStoreException {
        if (refused.containsKey(announcement.getEventId())) {
            return false;
        }
        String name =
                announcement.getModel().getId() + " " + announcement.getModel().getVersion();
        try {
            ModelPackage model = packages.get(announcement);
            slot.install(model);
            LOG.info("Model {} is the {} from now on", name, role);
            metrics.updated(role, "installed");
            isTakenBy(announcement.getModel());
            return true;
        } catch (ModelPackageException | RuntimeException e) {
            String why = "Model " + name + " was announced as " + role + ", but its package cannot be used: "
                    + e.getMessage();
            LOG.error("{} The model before it goes on.", why);
            LOG.debug("Why the package cannot be used", e);
            refused.put(announcement.getEventId(), why);
            metrics.updated(role, "refused");
            return false;
        }
    }

    /** Why the newest announcement is not followed, if it is not. Thread-safe. */
    Optional<String> trouble() {
        return trouble;
    }
}
