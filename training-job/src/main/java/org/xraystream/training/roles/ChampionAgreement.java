package org.xraystream.training.roles;

import java.util.Locale;
import org.xraystream.training.metrics.Estimate;

/**
 * How the champion's findings agree with labels that readers gave without having seen them.
 *
 * @param agree of the decided findings
 * @param disagree of the decided findings
 * @param uncertain findings, which say neither
 */
record ChampionAgreement(long agree, long disagree, long uncertain) {
    static final ChampionAgreement NONE = new ChampionAgreement(0, 0, 0);

    long decided() {
        return agree + disagree;
    }

    /** Share of the decided findings that agree, with Wilson's 95 % interval; not a number where none is decided. */
    Estimate share() {
        return Estimate.proportion(agree, decided());
    }

    /** Whether it is below the bound with 95 % confidence. */
    boolean tooLow(RolePolicy.Champion bounds) {
        return decided() >= bounds.leastLabels() && share().high() < bounds.leastAgreement();
    }

    /** For a person. */
    String sentence() {
        return String.format(
                Locale.ROOT,
                "%d of %d findings agree with labels given blind (%.3f, 95 %% interval %.3f to %.3f), %d more are uncertain",
                agree,
                decided(),
                share().value(),
                share().low(),
                share().high(),
                uncertain);
    }
}
