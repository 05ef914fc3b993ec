package org.xraystream.registry;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;

/**
 * What was announced, as far as it counts: of each model the role that it took last. So the order in which the topic's
 * partitions are read does not matter, nor what compaction has removed. Not thread-safe.
 */
public final class AnnouncedModels {
    private static final Comparator<ModelReleased> BY_TIME = Comparator.comparing(ModelReleased::getOccurredAt);

    private final Map<ModelReference, ModelReleased> latest = new HashMap<>();

    public void add(ModelReleased announcement) {
        latest.merge(
                announcement.getModel(),
                announcement,
                (known, other) -> BY_TIME.compare(known, other) <= 0 ? other : known);
    }

    /**
     * The champions that were not retired, the newest first: it is the one to serve, and each other the one to go back
     * to when all before it cannot be used.
     */
    public List<ModelReleased> champions() {
        return of(ModelRole.CHAMPION).toList();
    }

    /** The newest shadow; none if it was announced beside an earlier champion, with which it was to be compared. */
    public Optional<ModelReleased> shadow() {
        Optional<ModelReleased> champion = of(ModelRole.CHAMPION).findFirst();
        return of(ModelRole.SHADOW)
                .findFirst()
                .filter(shadow -> champion.isEmpty() || BY_TIME.compare(shadow, champion.get()) >= 0);
    }

    private Stream<ModelReleased> of(ModelRole role) {
        return latest.values().stream()
                .filter(announcement -> announcement.getRole() == role)
                .sorted(BY_TIME.reversed());
    }
}
