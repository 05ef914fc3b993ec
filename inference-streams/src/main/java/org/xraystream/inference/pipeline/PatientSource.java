package org.xraystream.inference.pipeline;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.service.BackOff;
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
        BackOff backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE);
        while (!image.isCancelled()) {
            try {
                return Optional.of(source.get(image.image().getObject()));
            } catch (ObjectStoreException e) {
                long millis = backOff.next().toMillis();
                LOG.warn("{}; trying again in {} ms", e.getMessage(), millis);
                Thread.sleep(millis);
            }
        }
        return Optional.empty();
    }
}
