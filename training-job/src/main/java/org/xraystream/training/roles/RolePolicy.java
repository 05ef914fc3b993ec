package org.xraystream.training.roles;

import java.time.Duration;
import org.xraystream.service.Settings;

/**
 * When a role changes by itself.
 *
 * @param automatic whether a shadow within its bounds becomes champion, or waits for a person's word
 * @param rememberedImages so many of the champion's latest images are compared
 */
public record RolePolicy(boolean automatic, int rememberedImages, Shadow shadow, Champion champion) {
    private static final int MOST_IMAGES = 10_000_000;

    /**
     * What makes a shadow champion. The gate says whether it is better; these bounds catch what only live films show,
     * such as a model that answers otherwise, or slower, than it did on files.
     *
     * @param enoughImages that both have read, for a decision
     * @param enoughTime after which fewer are enough
     * @param leastDecided images that both have decided, at any time
     * @param mostContradictions share of those, with one normal and the other pneumonia
     * @param mostShift of the mean calibrated probability, up or down
     * @param mostTimeRatio of the shadow's median inference time to the champion's
     */
    public record Shadow(
            int enoughImages,
            Duration enoughTime,
            int leastDecided,
            double mostContradictions,
            double mostShift,
            double mostTimeRatio) {}

    /**
     * What makes a champion go.
     *
     * @param leastLabels given blind, to decided findings, before it is judged
     * @param leastAgreement share of them that agree; it goes when it is below this with 95 % confidence
     */
    public record Champion(int leastLabels, double leastAgreement) {}

    /** Reads the table {@code training.roles}. */
    public static RolePolicy from(Settings settings) {
        return new RolePolicy(
                settings.flag("training.roles.automatic"),
                settings.integer("training.roles.remembered-images", 1, MOST_IMAGES),
                new Shadow(
                        settings.integer("training.roles.shadow.enough-images", 1, MOST_IMAGES),
                        settings.duration("training.roles.shadow.enough-time"),
                        settings.integer("training.roles.shadow.least-decided", 1, MOST_IMAGES),
                        settings.number("training.roles.shadow.most-contradictions", 0, 1),
                        settings.number("training.roles.shadow.most-shift", 0, 1),
                        settings.number("training.roles.shadow.most-time-ratio", 0, 1_000)),
                new Champion(
                        settings.integer("training.roles.champion.least-labels", 1, MOST_IMAGES),
                        settings.number("training.roles.champion.least-agreement", 0, 1)));
    }
}
