package org.xraystream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.Selection;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.PublishException;
import org.xraystream.service.TraceContext;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.RadiographFolder;

/** What ingest and a reader who reads blind would write: films, each with its label. */
final class TaughtFilms implements AutoCloseable {
    private final ObjectStore store;
    private final String bucket;
    private final EventPublisher<ImageReceived> images;
    private final EventPublisher<LabelCorrected> corrections;
    private int nextPatient = 100_000;

    TaughtFilms(BenchStack stack, ObjectStore store, String bucket) {
        this.store = store;
        this.bucket = bucket;
        this.images = EventPublisher.connect(Topics.IMAGES, stack.kafka(), "drill-images");
        this.corrections = EventPublisher.connect(Topics.CORRECTIONS, stack.kafka(), "drill-corrections");
    }

    /** So many films of each class, of patients of their own. */
    void teach(Path folder, int perClass, Random random)
            throws IOException, ObjectStoreException, PublishException, InterruptedException {
        Path films = folder.resolve("taught-" + nextPatient);
        BlobFilms.write(films, perClass, nextPatient, random);
        nextPatient += perClass;
        for (LabelledFile file : RadiographFolder.list(films)) {
            byte[] bytes = Files.readAllBytes(file.path());
            String id = DigestUtils.sha256Hex(bytes);
            ImageReceived image = ImageReceived.newBuilder()
                    .setEventId(id)
                    .setOccurredAt(Instant.now())
                    .setImageId(id)
                    .setObject(store.put(bucket, "drill/" + id, bytes, "image/jpeg"))
                    .setMediaType("image/jpeg")
                    .setWidth(1)
                    .setHeight(1)
                    .setPatientPseudonym(file.patient())
                    .setSource("drill")
                    .build();
            images.publish(id, image, TraceContext.root());
            corrections.publish(id, label(id, file.pneumonia()), TraceContext.root());
        }
    }

    private static LabelCorrected label(String id, boolean pneumonia) {
        return LabelCorrected.newBuilder()
                .setEventId("label-" + id)
                .setOccurredAt(Instant.now())
                .setImageId(id)
                .setLabel(pneumonia ? Label.PNEUMONIA : Label.NORMAL)
                .setReaderPseudonym("drill")
                .setModelResultSeen(false)
                .setSelection(Selection.AUDIT)
                .build();
    }

    @Override
    public void close() {
        images.close();
        corrections.close();
    }
}
