package org.xraystream.reading;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.xraystream.events.ObjectReference;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;

/**
 * Serves radiographs, and draws heat maps over them. What a picture is made of is its ETag: a browser keeps it
 * privately and asks each time whether it is still the one, which costs no read of the store.
 */
final class Pictures {
    /** A decoded film takes up to 400 MB. */
    private static final int DRAWN_AT_ONCE = 2;

    private static final String RADIOGRAPH = "radiograph";
    private static final String HEAT_MAP = "heat map";

    private final ObjectStore store;
    private final Semaphore drawing = new Semaphore(DRAWN_AT_ONCE);

    Pictures(ObjectStore store) {
        this.store = store;
    }

    void sendRadiograph(Context context, Optional<Picture> found, String imageId) {
        Picture picture = found.orElseThrow(() -> Problems.noPicture(RADIOGRAPH, imageId));
        send(
                context,
                picture.reference().getSha256(),
                picture.mediaType(),
                () -> read(picture.reference(), RADIOGRAPH, imageId));
    }

    void sendHeatMap(Context context, Optional<Evidence> found, String imageId) {
        Evidence evidence = found.orElseThrow(() -> Problems.noPicture(HEAT_MAP, imageId));
        send(context, evidence.diagnosisId(), "image/png", () -> draw(evidence, imageId));
    }

    private static void send(Context context, String version, String mediaType, Supplier<byte[]> picture) {
        String tag = "\"" + version + "\"";
        context.header("ETag", tag).header("Cache-Control", "private, no-cache");
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(mediaType).result(picture.get());
    }

    private byte[] draw(Evidence evidence, String imageId) {
        byte[] film = read(evidence.film(), HEAT_MAP, imageId);
        drawing.acquireUninterruptibly();
        try {
            return evidence.map().png(RadiographDecoder.decode(film));
        } catch (InvalidImageException e) {
            throw Problems.noPicture(HEAT_MAP, imageId);
        } finally {
            drawing.release();
        }
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
