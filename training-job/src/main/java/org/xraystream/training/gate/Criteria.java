package org.xraystream.training.gate;

import java.util.ArrayList;
import java.util.List;

/** The criteria of the gate, one after the other; how each is judged stands with {@link GateCriterion}. */
final class Criteria {
    private final GateRules rules;
    private final List<GateCriterion> judged = new ArrayList<>();

    Criteria(GateRules rules) {
        this.rules = rules;
    }

    List<GateCriterion> all() {
        return List.copyOf(judged);
    }

    void addAnswers(Outcome outcome, String explanation) {
        judged.add(GateCriterion.without("answers", "The candidate answers", outcome, explanation));
    }

    /** Of films as they are: figures at the operating point, calibration, and what is left to a human. */
    void addGold(PairedAnswers gold) {
        add("gold-auroc", "AUROC, gold set", gold, Figure.AUROC, rules.gold().aurocMargin());
        add(
                "gold-sensitivity",
                "Sensitivity, gold set",
                gold,
                Figure.SENSITIVITY,
                rules.gold().sensitivityMargin());
        add(
                "gold-specificity",
                "Specificity, gold set",
                gold,
                Figure.SPECIFICITY,
                rules.gold().specificityMargin());
        GateRules.Calibration calibration = rules.calibration();
        add("calibration-error", "Calibration error", gold, Figure.CALIBRATION_ERROR, calibration.errorMargin());
        add("log-loss", "Log loss", gold, Figure.LOG_LOSS, calibration.logLossMargin());
        add("unread", "Films not read", gold, Figure.UNREAD, rules.unreadMargin());
        add("coverage", "Films decided", gold, Figure.COVERAGE, rules.coverageMargin());
    }

    /** A set too small to show anything shows nothing in a candidate's favour. */
    boolean isGoldEnough(PairedAnswers gold) {
        long normal = gold.patients(false);
        long pneumonia = gold.patients(true);
        int least = rules.gold().leastPatients();
        if (normal >= least && pneumonia >= least) {
            return true;
        }
        judged.add(GateCriterion.without(
                "gold-set",
                "Gold set",
                Outcome.FAILED,
                "Too few to judge by: " + normal + " patients with normal films and " + pneumonia
                        + " with pneumonia, where " + least + " of each are needed."));
        return false;
    }

    void addSubgroups(List<Subgroup> groups) {
        judged.add(SubgroupCriterion.of(groups, rules.subgroups()));
    }

    void addRobustness(PairedAnswers perturbed) {
        GateRules.Robustness robustness = rules.robustness();
        add("perturbed-auroc", "AUROC, perturbed", perturbed, Figure.AUROC, robustness.aurocMargin());
        add(
                "perturbed-specificity",
                "Specificity, perturbed",
                perturbed,
                Figure.SPECIFICITY,
                robustness.specificityMargin());
    }

    void addBlind(PairedAnswers blind) {
        GateRules.Blind rule = rules.blind();
        int films = blind.all().size();
        long patients = Math.min(blind.patients(false), blind.patients(true));
        if (films >= rule.leastFilms() && patients >= rule.leastPatients()) {
            add("blind-auroc", "AUROC, blind labels", blind, Figure.AUROC, rule.aurocMargin());
            add("blind-sensitivity", "Sensitivity, blind labels", blind, Figure.SENSITIVITY, rule.sensitivityMargin());
            return;
        }
        judged.add(GateCriterion.without(
                "blind",
                "Blind labels",
                rule.required() ? Outcome.FAILED : Outcome.NOT_JUDGED,
                (rule.required() ? "Required, but too few: " : "Not judged, too few: ") + films + " films, with "
                        + patients + " patients of the rarer class; " + rule.leastFilms() + " films and "
                        + rule.leastPatients() + " patients of each class are needed."));
    }

    private void add(String name, String title, PairedAnswers answers, Figure figure, double margin) {
        judged.add(GateCriterion.nonInferior(name, title, answers.compare(figure), margin));
    }
}
