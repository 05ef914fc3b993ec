package org.xraystream.reading;

import io.javalin.http.Context;
import java.util.Optional;
import org.xraystream.events.ObjectReference;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;

/**
 * Serves bytes of the object store. A picture's SHA-256 is its ETag: a browser keeps it privately and asks each time
 * whether it is still the one, which costs no read of the store.
 */
final class Pictures {
    private final ObjectStore store;

    Pictures(ObjectStore store) {
        this.store = store;
    }

    /** @param what the picture is, in words */
    void send(Context context, Optional<Picture> found, String what, String imageId) {
        Picture picture = found.orElseThrow(() -> Problems.noPicture(what, imageId));
        String tag = "\"" + picture.reference().getSha256() + "\"";
        context.header("ETag", tag).header("Cache-Control", "private, no-cache");
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(picture.mediaType()).result(read(picture.reference(), what, imageId));
    }

    private byte[] read(ObjectReference reference, String what, String imageId) {
        try {
            return store.get(reference);
        } catch (ObjectMissingException e) {
            throw Problems.noPicture(what, imageId);
        } catch (ObjectAlteredException e) {
            throw Problems.pictureAltered(what, imageId, e);
        } catch (ObjectStoreException e) {
            throw Problems.away("The object store", e);
        }
    }
}
