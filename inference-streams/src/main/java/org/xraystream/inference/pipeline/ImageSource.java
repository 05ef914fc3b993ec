package org.xraystream.inference.pipeline;

import org.xraystream.events.ObjectReference;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.ObjectStoreException;

/** Where the bytes of images are; each call is bounded in time. Thread-safe. */
@FunctionalInterface
public interface ImageSource {
    /**
     * The bytes, which are those that the reference promises.
     *
     * @throws ObjectStoreException if the source is away: the same call may succeed later
     */
    byte[] get(ObjectReference reference) throws ObjectMissingException, ObjectAlteredException, ObjectStoreException;
}
