package org.xraystream.benchmarks.loop;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.xraystream.events.ModelRole;
import org.xraystream.training.metrics.Estimate;

/**
 * What came of a simulation.
 *
 * @param setting what was simulated
 * @param minutes how long it took, from the first model's announcement
 * @param steps which model took which role when
 * @param ward what became of the films
 * @param mislabelled films that the faulty import gave the wrong label
 * @param first the first model in the exam
 * @param served the model that serves at the end
 * @param gain of the AUROC from the first to the served, paired by film, its interval by a bootstrap of the patients
 * @param subgroupGain the same over the normal films and the pneumonias that the first model lacked
 * @param claims what was to be shown, and whether it was
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record LoopReport(
        Setting setting,
        double minutes,
        List<Step> steps,
        Ward.Count ward,
        int mislabelled,
        Judged first,
        Judged served,
        Estimate gain,
        Estimate subgroupGain,
        List<Claim> claims) {

    /**
     * What was simulated.
     *
     * @param lacking which films the first model lacks: a pattern of file names
     * @param base films with which the first model was made
     * @param stream films that were sent
     * @param exam films of patients who are in neither
     */
    record Setting(
            String lacking, int base, int stream, int exam, int examPatients, double filmsPerSecond, long seed) {}

    /** A model took a role, {@code minutes} after the beginning. */
    record Step(
            double minutes,
            String version,
            String role,
            Boolean passedGate,
            String by,
            String reason,
            Estimate auroc,
            Estimate subgroupAuroc) {
        @JsonIgnore
        boolean isChampion() {
            return role.equals(ModelRole.CHAMPION.name());
        }

        @JsonIgnore
        boolean isRejected() {
            return Boolean.FALSE.equals(passedGate);
        }
    }

    /** A model in the exam. */
    record Judged(String version, Estimate auroc, Estimate subgroupAuroc) {}

    /** Something that was to be shown. */
    record Claim(String what, boolean holds, String figures) {}

    @JsonIgnore
    boolean holds() {
        return claims.stream().allMatch(Claim::holds);
    }
}
