package org.xraystream.training.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.xraystream.model.Finding;
import org.xraystream.model.ModelIdentity;
import org.xraystream.training.metrics.Evaluation;

/**
 * What a gate found: the verdict and every figure behind it. The same models, films and rules give the same report. Not
 * for diagnostic use.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param passed whether the candidate may go on to serve
 * @param summary the verdict in a sentence
 * @param intendedUse what a model may be used for, whatever the verdict
 * @param champion the model that serves
 * @param candidate the model that would
 * @param gold the frozen set
 * @param blind films that a person labelled without having seen a model's result
 * @param rules that were applied
 * @param criteria one by one
 * @param subgroups of the gold set, one by one
 * @param championFigures on the gold set; null where the candidate cannot be compared
 * @param candidateFigures on the gold set; null where the candidate cannot be compared
 * @param answers of both models for every gold film, so that all of it can be computed again
 * @param notes what a person should know besides
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record GateReport(
        int formatVersion,
        boolean passed,
        String summary,
        String intendedUse,
        ModelIdentity champion,
        ModelIdentity candidate,
        FilmSet gold,
        FilmSet blind,
        GateRules rules,
        List<GateCriterion> criteria,
        List<Subgroup> subgroups,
        Evaluation championFigures,
        Evaluation candidateFigures,
        List<FilmAnswers> answers,
        List<String> notes) {
    public static final int FORMAT_VERSION = 1;

    /** The report's name among the files of a package. */
    public static final String FILE = "gate.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * A set of labelled films.
     *
     * @param digest see {@link GoldSet#digest}
     * @param films how many
     * @param positives how many of them with pneumonia
     * @param patients whose films they are
     */
    public record FilmSet(String digest, int films, int positives, int patients) {}

    /**
     * What both models say of a film.
     *
     * @param sha256 of the file
     * @param pneumonia its label
     * @param championProbability calibrated, of pneumonia
     * @param championFinding what follows from it
     * @param candidateProbability calibrated, of pneumonia
     * @param candidateFinding what follows from it
     */
    public record FilmAnswers(
            String sha256,
            boolean pneumonia,
            double championProbability,
            Finding championFinding,
            double candidateProbability,
            Finding candidateFinding) {
        static FilmAnswers of(PairedAnswer answer) {
            return new FilmAnswers(
                    answer.film().sha256(),
                    answer.positive(),
                    answer.champion().decided().probability(),
                    answer.champion().decided().finding(),
                    answer.candidate().decided().probability(),
                    answer.candidate().decided().finding());
        }
    }

    public GateReport {
        criteria = List.copyOf(criteria);
        subgroups = List.copyOf(subgroups);
        answers = List.copyOf(answers);
        notes = List.copyOf(notes);
    }

    /** The candidate's figures by the name of the criterion, of those that have one: to announce. */
    public Map<String, Double> figures() {
        return criteria.stream()
                .filter(criterion -> criterion.candidate() != null)
                .collect(Collectors.toMap(GateCriterion::name, GateCriterion::candidate));
    }

    /** As a file. */
    public byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A gate report did not become JSON.", e);
        }
    }

    /**
     * A report as it was written.
     *
     * @throws IOException if it is none, or of another format version
     */
    public static GateReport read(byte[] json) throws IOException {
        int version = JSON.readTree(json).path("formatVersion").asInt();
        if (version != FORMAT_VERSION) {
            throw new IOException(
                    "The gate report has format version " + version + "; this program reads " + FORMAT_VERSION + ".");
        }
        return JSON.readValue(json, GateReport.class);
    }
}
