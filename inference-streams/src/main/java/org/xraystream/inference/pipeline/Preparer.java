package org.xraystream.inference.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.Stage;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.model.Classifier.Prepared;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;

/** Fetches, decodes and prepares one image after the other; a bad one has its outcome here. One thread each. */
final class Preparer {
    private static final Logger LOG = LoggerFactory.getLogger(Preparer.class);

    private final ImageFlow flow;
    private final PatientSource source;
    private final CurrentModel model;
    private final FilmObserver observer;
    private final PipelineMetrics metrics;

    Preparer(ImageFlow flow, PatientSource source, CurrentModel model, FilmObserver observer, PipelineMetrics metrics) {
        this.flow = flow;
        this.source = source;
        this.model = model;
        this.observer = observer;
        this.metrics = metrics;
    }

    /** Never returns but by an interrupt. */
    void run() throws InterruptedException {
        while (true) {
            PendingImage pending = flow.admit();
            Optional<PreparedImage> prepared = fetchAndPrepare(pending);
            if (prepared.isPresent()) {
                metrics.prepared(prepared.get());
                flow.prepared(prepared.get());
            } else {
                flow.finished();
            }
        }
    }

    private Optional<PreparedImage> fetchAndPrepare(PendingImage pending) throws InterruptedException {
        ImageReceived image = pending.image();
        Duration queued = Duration.between(image.getOccurredAt(), Instant.now());
        long start = System.nanoTime();
        try {
            Optional<byte[]> bytes = source.get(pending);
            Duration fetched = Duration.ofNanos(System.nanoTime() - start);
            return bytes.flatMap(found -> prepare(pending, found, queued, fetched));
        } catch (ObjectMissingException e) {
            pending.finish(Outcomes.rejectedForNow(image, Stage.FETCH, "OBJECT_MISSING", e.getMessage()));
        } catch (ObjectAlteredException e) {
            pending.finish(Outcomes.rejectedForNow(image, Stage.FETCH, "OBJECT_ALTERED", e.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<PreparedImage> prepare(PendingImage pending, byte[] bytes, Duration queued, Duration fetched) {
        ImageReceived image = pending.image();
        ReadingModel held = model.acquire();
        long start = System.nanoTime();
        try {
            GreyImage film = RadiographDecoder.decode(bytes);
            show(image, film);
            Prepared input = held.prepare(film);
            long end = System.nanoTime();
            return Optional.of(
                    new PreparedImage(pending, held, input, queued, fetched, Duration.ofNanos(end - start), end));
        } catch (InvalidImageException e) {
            pending.finish(Outcomes.rejected(image, held, Stage.DECODE, e.code().name(), e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("Image {} could not be prepared", image.getImageId(), e);
            pending.finish(Outcomes.rejectedForNow(
                    image, Stage.DECODE, "PREPARATION_FAILED", "The image could not be prepared for the model."));
        }
        held.release();
        return Optional.empty();
    }

    private void show(ImageReceived image, GreyImage film) {
        try {
            observer.onFilm(image, film);
        } catch (RuntimeException e) {
            LOG.error("The observer of films failed on image {}, which is read all the same", image.getImageId(), e);
        }
    }
}
