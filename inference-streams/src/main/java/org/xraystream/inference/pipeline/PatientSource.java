package org.xraystream.inference.pipeline;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.ObjectStoreException;

/** Asks again with exponential back-off while the source is away: an outage is never an image's fault. Thread-safe. */
final class PatientSource {
    private static final Logger LOG = LoggerFactory.getLogger(PatientSource.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ImageSource source;

    PatientSource(ImageSource source) {
        this.source = source;
    }

    /** The bytes; nothing if the image was cancelled while the source was away. */
    Optional<byte[]> get(PendingImage image)
            throws ObjectMissingException, ObjectAlteredException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (!image.isCancelled()) {
            try {
                return Optional.of(source.get(image.image().getObject()));
            } catch (ObjectStoreException e) {
                LOG.warn("{}; trying again in {} ms", e.getMessage(), pause.toMillis());
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
        return Optional.empty();
    }
}
