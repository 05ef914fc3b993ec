package org.xraystream.reading;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.Selection;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.Pseudonyms;
import org.xraystream.service.PublishException;
import org.xraystream.service.TraceContext;

/** Turns a reader's label into an event on {@code xray.corrections}; the reader's name ends here. Thread-safe. */
final class Corrections {
    private final EventPublisher<LabelCorrected> publisher;
    private final Pseudonyms pseudonyms;
    private final AuditSample sample;
    private final MeterRegistry metrics;
    private final Clock clock;

    Corrections(
            EventPublisher<LabelCorrected> publisher,
            Pseudonyms pseudonyms,
            AuditSample sample,
            MeterRegistry metrics,
            Clock clock) {
        this.publisher = publisher;
        this.pseudonyms = pseudonyms;
        this.sample = sample;
        this.metrics = metrics;
        this.clock = clock;
        count(true, Selection.AUDIT, 0); // there from the start, so that the first one is an increase
    }

    /**
     * Emits the correction; returns when all in-sync replicas have it.
     *
     * @throws org.xraystream.service.ProblemException 422 if the reader claims to have seen a result that is not there
     *     or not shown, or an audit that there is none of; 503 if the event was not acknowledged
     */
    LabelCorrected emit(Reading reading, CorrectionRequest request, TraceContext trace) throws InterruptedException {
        boolean seen = modelResultSeen(reading, request);
        LabelCorrected event = LabelCorrected.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setImageId(reading.imageId())
                .setLabel(request.label())
                .setReaderPseudonym(pseudonyms.of("reader", request.reader()))
                .setModelResultSeen(seen)
                .setComment(request.comment().orElse(null))
                .setSupersededDiagnosisId(reading.diagnosisId())
                .setSelection(selection(reading, request, seen))
                .build();
        try {
            publisher.publish(reading.imageId(), event, trace);
            count(!seen, event.getSelection(), 1);
            return event;
        } catch (PublishException e) {
            throw Problems.away("Kafka or the schema registry", e);
        }
    }

    /** A reader who does not say is taken to have seen what was there, so that no label counts as blind by accident. */
    private static boolean modelResultSeen(Reading reading, CorrectionRequest request) {
        boolean seen = request.modelResultSeen().orElse(reading.isDiagnosed());
        if (seen && reading.awaitsBlindRead()) {
            throw Problems.badField(
                    "modelResultSeen", "is true, but the result is shown to nobody before the image's blind read");
        }
        if (seen && !reading.isDiagnosed()) {
            throw Problems.badField("modelResultSeen", "is true, but there is no result of a model to have seen");
        }
        return seen;
    }

    /**
     * The server itself says that a label is the audit's when nobody can have seen the result. A reader whose label
     * comes second may still say so of an image of the sample: the first label was on its way meanwhile.
     */
    private Selection selection(Reading reading, CorrectionRequest request, boolean seen) {
        boolean inSample = sample.draws(reading.imageId()) && !"URGENT".equals(reading.priority());
        if (inSample && !reading.isDiagnosed() && !reading.isRejected()) {
            return Selection.AUDIT;
        }
        if (request.selection().filter(Selection.AUDIT::equals).isPresent() && (!inSample || seen)) {
            throw Problems.badField("selection", "is AUDIT, but this is no blind read of an image of the audit sample");
        }
        return request.selection().orElse(Selection.VOLUNTARY);
    }

    private void count(boolean blind, Selection selection, int labels) {
        metrics.counter(
                        "reading.labels",
                        "blind",
                        String.valueOf(blind),
                        "selection",
                        selection.name().toLowerCase(Locale.ROOT))
                .increment(labels);
    }
}
