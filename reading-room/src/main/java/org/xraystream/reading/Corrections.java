package org.xraystream.reading;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.xraystream.events.LabelCorrected;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.Pseudonyms;
import org.xraystream.service.PublishException;
import org.xraystream.service.TraceContext;

/** Turns a reader's label into an event on {@code xray.corrections}; the reader's name ends here. Thread-safe. */
final class Corrections {
    private final EventPublisher<LabelCorrected> publisher;
    private final Pseudonyms pseudonyms;
    private final Clock clock;

    Corrections(EventPublisher<LabelCorrected> publisher, Pseudonyms pseudonyms, Clock clock) {
        this.publisher = publisher;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
    }

    /**
     * Emits the correction; returns when all in-sync replicas have it.
     *
     * @throws org.xraystream.service.ProblemException 422 if the reader claims to have seen a result that is not there,
     *     503 if the event was not acknowledged
     */
    LabelCorrected emit(Reading reading, CorrectionRequest request, TraceContext trace) throws InterruptedException {
        LabelCorrected event = LabelCorrected.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setImageId(reading.imageId())
                .setLabel(request.label())
                .setReaderPseudonym(pseudonyms.of("reader", request.reader()))
                .setModelResultSeen(modelResultSeen(reading, request))
                .setComment(request.comment().orElse(null))
                .setSupersededDiagnosisId(reading.diagnosisId())
                .build();
        try {
            publisher.publish(reading.imageId(), event, trace);
            return event;
        } catch (PublishException e) {
            throw Problems.away("Kafka or the schema registry", e);
        }
    }

    /** A reader who does not say is taken to have seen what was there, so that no label counts as blind by accident. */
    private static boolean modelResultSeen(Reading reading, CorrectionRequest request) {
        boolean seen = request.modelResultSeen().orElse(reading.isDiagnosed());
        if (seen && !reading.isDiagnosed()) {
            throw Problems.badField("modelResultSeen", "is true, but there is no result of a model to have seen");
        }
        return seen;
    }
}
