package org.xraystream.training.roles;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.model.ModelPackageException;
import org.xraystream.registry.Announcement;
import org.xraystream.registry.ModelReleases;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.PackageStore;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.PublishException;
import org.xraystream.service.Shutdown;

/**
 * Moves models from role to role by the policy: a candidate that passed its gate reads along as shadow, a shadow within
 * its bounds serves, and a champion that readers contradict goes back to the one before it. No model takes a role in
 * which it is read with before its package was fetched and loaded here. One at a time: a second keeper shuts the first
 * out. Not thread-safe.
 */
public final class RoleKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoleKeeper.class);
    private static final String NAME = "role-policy";

    private final ModelTopic models;
    private final LiveLog log;
    private final LiveFilms films;
    private final ModelReleases releases;
    private final PackageCheck packages;
    private final RolePolicy policy;
    private final RoleMeters meters;
    private final Shutdown resources;

    private RoleKeeper(
            ModelTopic models,
            LiveLog log,
            LiveFilms films,
            ModelReleases releases,
            PackageCheck packages,
            RolePolicy policy,
            RoleMeters meters,
            Shutdown resources) {
        this.models = models;
        this.log = log;
        this.films = films;
        this.releases = releases;
        this.packages = packages;
        this.policy = policy;
        this.meters = meters;
        this.resources = resources;
    }

    /**
     * Connects; nothing is read yet. The topics exist.
     *
     * @param store where the packages are; not closed with this
     * @throws PublishException if the broker does not answer
     */
    public static RoleKeeper connect(KafkaSettings kafka, PackageStore store, RolePolicy policy, MeterRegistry registry)
            throws PublishException {
        Shutdown resources = new Shutdown();
        try {
            LiveFilms films = new LiveFilms(policy.rememberedImages());
            return new RoleKeeper(
                    resources.add(ModelTopic.connect(kafka, NAME)),
                    resources.add(LiveLog.connect(kafka, films)),
                    films,
                    resources.add(ModelReleases.connect(kafka, NAME)),
                    PackageCheck.of(store),
                    policy,
                    new RoleMeters(registry),
                    resources);
        } catch (PublishException | RuntimeException e) {
            resources.closeAfter(e);
            throw e;
        }
    }

    /**
     * Reads what has come since the last step, and announces each role that changes by it.
     *
     * @param now for how long a shadow has read along
     * @return what was announced, in order; none if all stays as it is
     * @throws RegistryAwayException if the schema registry is away: the next step goes on
     * @throws ObjectStoreException if a package could not be asked for: the next step tries again
     * @throws PublishException if a role was not announced; after another keeper took over no step succeeds
     */
    public List<ModelReleased> step(Instant now) throws RegistryAwayException, ObjectStoreException, PublishException {
        List<ModelReleased> announced = new ArrayList<>();
        for (Optional<RoleChange> next = next(now); next.isPresent(); next = next(now)) {
            announced.add(announce(next.get(), now));
        }
        return announced;
    }

    /** Who serves, as of the last step. */
    public Optional<ModelReference> champion() {
        return models.announced().champions().stream().findFirst().map(ModelReleased::getModel);
    }

    /** Whether a shadow reads along, as of the last step. */
    public boolean isShadowed() {
        return models.announced().shadow().isPresent();
    }

    private Optional<RoleChange> next(Instant now) throws RegistryAwayException, ObjectStoreException {
        log.mark();
        models.readAll();
        log.read(models.announced());
        RoleDecision decision = new RoleDecision(models.announced(), films.comparison(), films.agreement(), policy);
        meters.counted(decision.agreement(), decision.comparison());
        Optional<RoleChange> back = decision.rollBack();
        if (back.isPresent() && canGoBack(back.get())) {
            return back;
        }
        Optional<RoleChange> onward = decision.advance(now);
        return onward.isEmpty() ? onward : Optional.of(sound(onward.get()));
    }

    private boolean canGoBack(RoleChange back) throws ObjectStoreException {
        boolean can = new Fallback(packages).exists(models.announced());
        if (!can) {
            LOG.error(
                    "{} stays, since no champion before it can be loaded. {}",
                    back.model().getModel(),
                    back.reason());
        }
        return can;
    }

    /** A role in which a model is read with is only for one that can be loaded. */
    private RoleChange sound(RoleChange wanted) throws ObjectStoreException {
        try {
            if (wanted.role() != ModelRole.RETIRED) {
                packages.run(wanted.model());
            }
            return wanted;
        } catch (ModelPackageException e) {
            return new RoleChange(
                    wanted.model(), ModelRole.RETIRED, "It could not be " + wanted.role() + ": " + e.getMessage());
        }
    }

    private ModelReleased announce(RoleChange change, Instant now) throws PublishException {
        ModelReleased role = Announcement.change(
                change.model(), change.role(), models.announced().next(now), NAME, change.reason());
        releases.announce(List.of(role));
        // a committed transaction may become readable a moment later, and must not be decided again until then
        models.announced().add(role);
        meters.announced(role);
        LOG.info("{} is {} now. {}", role.getModel(), role.getRole(), role.getReason());
        return role;
    }

    @Override
    public void close() {
        resources.close();
    }
}
