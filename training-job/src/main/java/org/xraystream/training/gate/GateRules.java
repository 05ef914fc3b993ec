package org.xraystream.training.gate;

import java.util.Map;
import java.util.Optional;
import org.xraystream.service.Settings;

/**
 * What a candidate must show; the settings {@code training.gate}. A margin is by how much a figure may be worse than
 * the champion's at 95 % confidence, in the unit of the figure.
 *
 * @param bootstrapRounds draws of patients that the intervals are made of
 * @param gold on the frozen set
 * @param blind on films that a person labelled without having seen a model's result
 * @param calibration on the frozen set
 * @param subgroups of the frozen set
 * @param robustness on the frozen set, perturbed
 * @param unreadMargin of the share of films that the model does not read
 * @param coverageMargin of the share of films that the model decides
 */
public record GateRules(
        int bootstrapRounds,
        Gold gold,
        Blind blind,
        Calibration calibration,
        Subgroups subgroups,
        Robustness robustness,
        double unreadMargin,
        double coverageMargin) {
    private static final String ROOT = "training.gate.";

    /**
     * On the frozen set.
     *
     * @param leastPatients of each class
     */
    public record Gold(int leastPatients, double aurocMargin, double sensitivityMargin, double specificityMargin) {}

    /**
     * On blind labels.
     *
     * @param leastFilms with fewer nothing is judged
     * @param leastPatients of each class, the same
     * @param required whether a candidate fails when there are too few
     */
    public record Blind(
            int leastFilms, int leastPatients, boolean required, double aurocMargin, double sensitivityMargin) {}

    /** Of the expected calibration error and of the mean negative log likelihood in nats. */
    public record Calibration(double errorMargin, double logLossMargin) {}

    /**
     * Of each group.
     *
     * @param leastFilms smaller groups are not judged
     * @param fall a larger one fails if chance does not explain it
     * @param grossFall a larger one fails whatever explains it
     */
    public record Subgroups(int leastFilms, double fall, double grossFall) {}

    /**
     * Under perturbation.
     *
     * @param variantsPerFilm of the 12 perturbations of moderate strength, all in turn
     */
    public record Robustness(int variantsPerFilm, double aurocMargin, double specificityMargin) {}

    /** The rules of these settings. */
    public static GateRules of(Settings settings) {
        Reader read = new Reader(settings);
        return new GateRules(
                settings.integer(ROOT + "bootstrap-rounds", 200, 100_000),
                new Gold(
                        read.count("gold.least-patients"),
                        read.share("gold.auroc-margin"),
                        read.share("gold.sensitivity-margin"),
                        read.share("gold.specificity-margin")),
                new Blind(
                        read.count("blind.least-films"),
                        read.count("blind.least-patients"),
                        settings.flag(ROOT + "blind.required"),
                        read.share("blind.auroc-margin"),
                        read.share("blind.sensitivity-margin")),
                new Calibration(read.share("calibration.error-margin"), read.share("calibration.log-loss-margin")),
                subgroups(read),
                new Robustness(
                        settings.integer(ROOT + "robustness.variants-per-film", 1, 12),
                        read.share("robustness.auroc-margin"),
                        read.share("robustness.specificity-margin")),
                read.share("unread-margin"),
                read.share("coverage-margin"));
    }

    private static Subgroups subgroups(Reader read) {
        Subgroups rules = new Subgroups(
                read.count("subgroups.least-films"), read.share("subgroups.fall"), read.share("subgroups.gross-fall"));
        if (rules.grossFall() < rules.fall()) {
            throw Settings.wrong(ROOT + "subgroups.gross-fall", "must not be less than subgroups.fall");
        }
        return rules;
    }

    /** The rules where nobody says otherwise. */
    public static GateRules defaults() {
        return of(Settings.load(Optional.empty(), Map.of()));
    }

    private record Reader(Settings settings) {
        /** Of films or patients: an interval of a single one says nothing. */
        int count(String name) {
            return settings.integer(ROOT + name, 2, 1_000_000);
        }

        double share(String name) {
            return settings.number(ROOT + name, 0, 1);
        }
    }
}
