package org.xraystream.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /** The last word on each version, the newest first. */
    public List<ModelReleased> all() {
        return latest.values().stream().sorted(BY_TIME.reversed()).toList();
    }

    /** The last word on a version. */
    public Optional<ModelReleased> find(String id, String version) {
        return all().stream()
                .filter(announcement -> announcement.getModel().getId().equals(id)
                        && announcement.getModel().getVersion().equals(version))
                .findFirst();
    }

    /**
     * When the next announcement is to say that it was made: now, or right after the newest where that lies ahead,
     * since clocks differ and the last word must count.
     */
    public Instant next(Instant now) {
        Instant free = latest.values().stream()
                .map(ModelReleased::getOccurredAt)
                .max(Comparator.naturalOrder())
                .map(newest -> newest.plus(1, ChronoUnit.MICROS))
                .orElse(now);
        return now.isAfter(free) ? now : free;
    }

    private Stream<ModelReleased> of(ModelRole role) {
        return latest.values().stream()
                .filter(announcement -> announcement.getRole() == role)
                .sorted(BY_TIME.reversed());
    }
}
