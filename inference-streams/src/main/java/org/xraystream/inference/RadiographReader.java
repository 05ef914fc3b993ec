package org.xraystream.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.EvidenceMap;
import org.xraystream.events.Finding;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.ModelReference;
import org.xraystream.events.Stage;
import org.xraystream.events.StageTimings;
import org.xraystream.events.UncertainReason;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.HeatMap;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.Reading;
import org.xraystream.model.RejectionReason;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;

/** Fetch, decode, classify. Thread-safe. */
final class RadiographReader implements ImageStage {
    private static final Logger LOG = LoggerFactory.getLogger(RadiographReader.class);

    private final PatientObjectStore store;
    private final Classifiers classifiers;
    private final Timer fetching;
    private final Timer decoding;
    private final Timer inferring;

    RadiographReader(PatientObjectStore store, Classifiers classifiers, MeterRegistry metrics) {
        this.store = store;
        this.classifiers = classifiers;
        this.fetching = metrics.timer("inference.fetch");
        this.decoding = metrics.timer("inference.decode");
        this.inferring = metrics.timer("inference.classify");
    }

    @Override
    public String reader() {
        ModelIdentity model = classifiers.identity();
        return model.id() + "/" + model.version() + "/" + model.sha256();
    }

    @Override
    public Outcome read(ImageReceived image) {
        Instant began = Instant.now();
        long start = System.nanoTime();
        try {
            byte[] bytes = store.get(image.getObject());
            long fetched = System.nanoTime();
            GreyImage radiograph = RadiographDecoder.decode(bytes);
            long decoded = System.nanoTime();
            Reading reading = classifiers.classify(radiograph);
            long classified = System.nanoTime();
            if (reading.finding() == org.xraystream.model.Finding.REJECTED) {
                RejectionReason reason = reading.assessment().rejection().orElseThrow();
                return rejected(image, Stage.QUALITY, reason.name(), reason.message(), false);
            }

            StageTimings timings = StageTimings.newBuilder()
                    .setQueueMicros(ChronoUnit.MICROS.between(image.getOccurredAt(), began))
                    .setFetchMicros(record(fetching, fetched - start))
                    .setDecodeMicros(record(decoding, decoded - fetched))
                    .setInferenceMicros(record(inferring, classified - decoded))
                    .build();
            return new Outcome.Diagnosed(diagnosis(image, reading, timings));
        } catch (ObjectMissingException e) {
            return rejected(image, Stage.FETCH, "OBJECT_MISSING", e.getMessage(), true);
        } catch (ObjectAlteredException e) {
            return rejected(image, Stage.FETCH, "OBJECT_ALTERED", e.getMessage(), true);
        } catch (InvalidImageException e) {
            return rejected(image, Stage.DECODE, e.code().name(), e.getMessage(), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageUnavailableException("Interrupted while reading " + image.getImageId(), e);
        } catch (RuntimeException e) {
            if (e instanceof StageUnavailableException) {
                throw e;
            }
            LOG.error("The model failed on image {}", image.getImageId(), e);
            return rejected(image, Stage.INFERENCE, "MODEL_FAILED", "The model failed on this image.", true);
        }
    }

    private DiagnosisMade diagnosis(ImageReceived image, Reading reading, StageTimings timings) {
        ModelIdentity model = classifiers.identity();
        return DiagnosisMade.newBuilder()
                .setEventId(repeatable(image.getImageId() + "/" + reader()))
                .setOccurredAt(Instant.now())
                .setImageId(image.getImageId())
                .setStudyPseudonym(image.getStudyPseudonym().orElse(null))
                .setPatientPseudonym(image.getPatientPseudonym().orElse(null))
                .setFinding(Finding.valueOf(reading.finding().name()))
                .setUncertainReason(reading.reason()
                        .map(reason -> UncertainReason.valueOf(reason.name()))
                        .orElse(null))
                .setProbability(reading.probability())
                .setThreshold(classifiers.decision().threshold())
                .setEvidence(evidence(reading.heatMap()))
                .setModel(new ModelReference(model.id(), model.version(), model.sha256()))
                .setTimings(timings)
                .build();
    }

    private static EvidenceMap evidence(HeatMap map) {
        return new EvidenceMap(map.width(), map.height(), ByteBuffer.wrap(map.levels()));
    }

    private static Outcome rejected(
            ImageReceived image, Stage stage, String reasonCode, String message, boolean retryable) {
        return new Outcome.Rejected(ImageRejected.newBuilder()
                .setEventId(repeatable(image.getEventId() + "/rejected"))
                .setOccurredAt(Instant.now())
                .setImageId(image.getImageId())
                .setStudyPseudonym(image.getStudyPseudonym().orElse(null))
                .setPatientPseudonym(image.getPatientPseudonym().orElse(null))
                .setStage(stage)
                .setReasonCode(reasonCode)
                .setMessage(message)
                .setRetryable(retryable)
                .build());
    }

    /** The same id for the same result, whenever it is made again (RFC 9562, version 3). */
    private static String repeatable(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static long record(Timer timer, long nanos) {
        timer.record(Duration.ofNanos(nanos));
        return nanos / 1_000;
    }
}
