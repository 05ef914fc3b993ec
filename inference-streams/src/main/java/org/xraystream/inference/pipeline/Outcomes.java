package org.xraystream.inference.pipeline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.EvidenceMap;
import org.xraystream.events.Finding;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.ModelReference;
import org.xraystream.events.Stage;
import org.xraystream.events.StageTimings;
import org.xraystream.events.UncertainReason;
import org.xraystream.imaging.HeatMap;
import org.xraystream.model.Classifier.Prepared;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.Reading;
import org.xraystream.model.Reference;
import org.xraystream.model.RejectionReason;

/** Makes the events that an image ends in; the same result has the same event id, whenever it is made again. */
final class Outcomes {
    private Outcomes() {}

    /** What a reading means: a diagnosis, or a rejection of what is no film to read. */
    static Outcome of(PreparedImage prepared, Reading reading, Duration inference) {
        if (reading.finding() == org.xraystream.model.Finding.REJECTED) {
            RejectionReason reason = reading.assessment().rejection().orElseThrow();
            return rejected(
                    prepared.pending().image(), prepared.model(), Stage.QUALITY, reason.name(), reason.message());
        }
        StageTimings timings = new StageTimings(
                micros(prepared.queued()), micros(prepared.fetched()), micros(prepared.decoded()), micros(inference));
        return new Outcome.Diagnosed(
                diagnosis(prepared.pending().image(), prepared.model(), prepared.input(), reading, timings));
    }

    /** A reading that is no rejection. */
    static DiagnosisMade diagnosis(
            ImageReceived image, ReadingModel reader, Prepared film, Reading reading, StageTimings timings) {
        ModelIdentity model = reader.identity();
        return DiagnosisMade.newBuilder()
                .setEventId(repeatable(image.getImageId() + "/" + reader.reader()))
                .setOccurredAt(Instant.now())
                .setImageId(image.getImageId())
                .setStudyPseudonym(image.getStudyPseudonym().orElse(null))
                .setPatientPseudonym(image.getPatientPseudonym().orElse(null))
                .setFinding(Finding.valueOf(reading.finding().name()))
                .setUncertainReason(reading.reason()
                        .map(reason -> UncertainReason.valueOf(reason.name()))
                        .orElse(null))
                .setProbability(reading.probability())
                .setThreshold(reader.decision().threshold())
                .setEvidence(evidence(reading.heatMap()))
                .setModel(new ModelReference(model.id(), model.version(), model.sha256()))
                .setStatistics(statistics(film, reading))
                .setTimings(timings)
                .build();
    }

    /** All but the probability, which has a field of its own. */
    private static Map<String, Double> statistics(Prepared film, Reading reading) {
        Map<String, Double> values = Reference.measure(film, reading);
        values.remove(Reference.PROBABILITY);
        return values;
    }

    private static EvidenceMap evidence(HeatMap map) {
        return new EvidenceMap(map.width(), map.height(), ByteBuffer.wrap(map.levels()));
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** A rejection for good: this model need not see the image again. */
    static Outcome rejected(ImageReceived image, ReadingModel model, Stage stage, String reasonCode, String message) {
        return new Outcome.Rejected(rejection(image, stage, reasonCode, message, false), Optional.of(model.reader()));
    }

    /** A rejection that may not be the last word. */
    static Outcome rejectedForNow(ImageReceived image, Stage stage, String reasonCode, String message) {
        return new Outcome.Rejected(rejection(image, stage, reasonCode, message, true), Optional.empty());
    }

    private static ImageRejected rejection(
            ImageReceived image, Stage stage, String reasonCode, String message, boolean retryable) {
        return ImageRejected.newBuilder()
                .setEventId(repeatable(image.getEventId() + "/rejected"))
                .setOccurredAt(Instant.now())
                .setImageId(image.getImageId())
                .setStudyPseudonym(image.getStudyPseudonym().orElse(null))
                .setPatientPseudonym(image.getPatientPseudonym().orElse(null))
                .setStage(stage)
                .setReasonCode(reasonCode)
                .setMessage(message)
                .setRetryable(retryable)
                .build();
    }

    /** RFC 9562, version 3. */
    private static String repeatable(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
