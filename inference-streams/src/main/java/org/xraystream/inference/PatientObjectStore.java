package org.xraystream.inference;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.ObjectReference;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;

/**
 * The object store, asked again with exponential back-off while it is away, for a bounded time: an outage is never an
 * image's fault. Thread-safe.
 */
final class PatientObjectStore {
    private static final Logger LOG = LoggerFactory.getLogger(PatientObjectStore.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final Duration patience;

    PatientObjectStore(ObjectStore store, Duration patience) {
        this.store = store;
        this.patience = patience;
    }

    /** @throws StageUnavailableException if the store stays away */
    byte[] get(ObjectReference reference) throws ObjectMissingException, ObjectAlteredException, InterruptedException {
        for (Attempts attempts = new Attempts(); ; ) {
            try {
                return store.get(reference);
            } catch (ObjectStoreException e) {
                attempts.pause(e);
            }
        }
    }

    private final class Attempts {
        private final long deadline = System.nanoTime() + patience.toNanos();
        private Duration next = FIRST_PAUSE;

        void pause(ObjectStoreException failure) throws InterruptedException {
            if (System.nanoTime() + next.toNanos() > deadline) {
                throw new StageUnavailableException(failure.getMessage(), failure);
            }
            LOG.warn("{}; trying again in {} ms", failure.getMessage(), next.toMillis());
            Thread.sleep(next.toMillis());
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
