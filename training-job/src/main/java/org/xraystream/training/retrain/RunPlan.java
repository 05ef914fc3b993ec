package org.xraystream.training.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.command.JsonFile;
import org.xraystream.model.ModelIdentity;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.feedback.LabelWeights;
import org.xraystream.training.feedback.LogEnds;

/**
 * All that defines a run, kept until it is announced: whoever goes on with it comes to the same candidate.
 *
 * @param id of the run, in lower-case hexadecimal digits
 * @param previous id of the run that was announced last when this began; empty if none was
 * @param champion whose weights it begins with
 * @param version that the candidate gets
 * @param startedAt ISO 8601, in UTC
 * @param ends of the log that labels are taken up to
 * @param weights of the labels
 * @param experiment as JSON
 */
record RunPlan(
        String id,
        String previous,
        ModelIdentity champion,
        String version,
        String startedAt,
        LogEnds ends,
        LabelWeights weights,
        JsonNode experiment) {
    private static final int ID_DIGITS = 16;

    static RunPlan of(
            String previous,
            ModelIdentity champion,
            Instant now,
            LogEnds ends,
            LabelWeights weights,
            Experiment experiment) {
        JsonNode told = JsonFile.tree(experiment);
        String id = DigestUtils.sha256Hex(
                        String.join("/", previous, champion.toString(), ends.toString(), told.toString()))
                .substring(0, ID_DIGITS);
        return new RunPlan(
                id,
                previous,
                champion,
                CandidateVersion.of(champion.version(), id),
                now.toString(),
                ends,
                weights,
                told);
    }
}
