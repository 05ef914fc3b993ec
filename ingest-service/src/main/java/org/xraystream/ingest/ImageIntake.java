package org.xraystream.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ObjectReference;
import org.xraystream.imaging.DeidentifiedImage;
import org.xraystream.imaging.ImageHeader;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.ProblemException;
import org.xraystream.service.Pseudonyms;
import org.xraystream.service.PublishException;
import org.xraystream.service.TraceContext;

/**
 * Takes one radiograph: check, store, announce; in this order, so that an event never names bytes that are not there.
 */
final class ImageIntake {
    private final ObjectStore store;
    private final String bucket;
    private final EventPublisher<ImageReceived> publisher;
    private final Pseudonyms pseudonyms;
    private final long maxPixels;
    private final Timer storing;
    private final Timer publishing;

    ImageIntake(
            ObjectStore store,
            String bucket,
            EventPublisher<ImageReceived> publisher,
            Pseudonyms pseudonyms,
            long maxPixels,
            MeterRegistry metrics) {
        this.store = store;
        this.bucket = bucket;
        this.publisher = publisher;
        this.pseudonyms = pseudonyms;
        this.maxPixels = maxPixels;
        this.storing = metrics.timer("ingest.store");
        this.publishing = metrics.timer("ingest.publish");
    }

    /**
     * Returns the image's id once the image is stored and the event is acknowledged. The id is the SHA-256 of the bytes
     * as they were sent; stored is the image without its remarks (EXIF, comments). Who sends again after an error gets
     * the same id and one diagnosis.
     *
     * @throws ProblemException 4xx if the image is at fault, 503 if we are
     */
    String accept(Upload upload, TraceContext trace) throws InterruptedException {
        DeidentifiedImage image = check(upload);
        ImageHeader header = image.header();
        String imageId = DigestUtils.sha256Hex(upload.bytes());
        try {
            long began = System.nanoTime();
            // spread over prefixes, since some stores partition by them
            String key = imageId.substring(0, 2) + "/" + imageId;
            ObjectReference object =
                    store.put(bucket, key, image.bytes(), header.format().mediaType());
            long stored = System.nanoTime();
            publisher.publish(imageId, describe(imageId, object, header, upload.metadata()), trace);
            storing.record(Duration.ofNanos(stored - began));
            publishing.record(Duration.ofNanos(System.nanoTime() - stored));
            return imageId;
        } catch (ObjectStoreException e) {
            throw Problems.unavailable("the object store", e);
        } catch (PublishException e) {
            throw Problems.unavailable("the event log", e);
        }
    }

    private DeidentifiedImage check(Upload upload) {
        try {
            DeidentifiedImage image = DeidentifiedImage.of(upload.bytes(), maxPixels);
            String actual = image.header().format().mediaType();
            if (!actual.equals(upload.mediaType())) {
                throw Problems.mediaTypeMismatch(upload.mediaType(), actual);
            }
            return image;
        } catch (InvalidImageException e) {
            throw Problems.invalidImage(e);
        }
    }

    private ImageReceived describe(
            String imageId, ObjectReference object, ImageHeader header, Upload.Metadata metadata) {
        return ImageReceived.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(Instant.now())
                .setImageId(imageId)
                .setObject(object)
                .setMediaType(header.format().mediaType())
                .setWidth(header.width())
                .setHeight(header.height())
                .setModality(metadata.modality().orElse(null))
                .setView(metadata.view())
                .setStudyPseudonym(
                        metadata.study().map(id -> pseudonyms.of("study", id)).orElse(null))
                .setPatientPseudonym(metadata.patient()
                        .map(id -> pseudonyms.of("patient", id))
                        .orElse(null))
                .setSource(metadata.source())
                .setPriority(metadata.priority())
                .build();
    }
}
