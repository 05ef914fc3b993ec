package org.xraystream.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ObjectReference;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Settings;

/** Images that wait: their bytes are in the object store, and each event, of an image of its own, names one of them. */
final class Backlog {
    private final KafkaSettings kafka;
    private final ImageSet images;
    private final List<ObjectReference> objects;

    private Backlog(KafkaSettings kafka, ImageSet images, List<ObjectReference> objects) {
        this.kafka = kafka;
        this.images = images;
        this.objects = objects;
    }

    /** Makes the topics and stores the images, each once. */
    static Backlog prepare(Settings settings, ImageSet images) throws ObjectStoreException, InterruptedException {
        KafkaSettings kafka = KafkaSettings.from(settings);
        KafkaConnection.open(kafka).close();
        ObjectStoreSettings storage = ObjectStoreSettings.from(settings);
        List<ObjectReference> objects = new ArrayList<>();
        try (ObjectStore store = ObjectStore.connect(storage)) {
            store.ensureBucket(storage.imagesBucket());
            for (ImageSet.Image image : images.images()) {
                String key = "bench/" + DigestUtils.sha256Hex(image.bytes());
                objects.add(store.put(storage.imagesBucket(), key, image.bytes(), image.mediaType()));
            }
        }
        return new Backlog(kafka, images, List.copyOf(objects));
    }

    /**
     * Announces as many images as told, all acknowledged when this returns.
     *
     * @return their ids
     */
    Set<String> announce(int count) throws ExecutionException, InterruptedException {
        Map<String, Object> properties =
                kafka.clientProperties(Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.LINGER_MS_CONFIG, 5));
        Set<String> ids = new LinkedHashSet<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<String, ImageReceived> producer = new KafkaProducer<>(
                properties,
                Topics.IMAGES.keySerde().serializer(),
                Topics.IMAGES.valueSerde(kafka.registry()).serializer())) {
            for (int i = 0; i < count; i++) {
                ImageReceived event = event(i);
                ids.add(event.getImageId());
                sent.add(producer.send(new ProducerRecord<>(Topics.IMAGES.name(), event.getImageId(), event)));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        }
        return ids;
    }

    private ImageReceived event(int turn) {
        ImageSet.Image image = images.at(turn);
        String id = UUID.randomUUID().toString();
        return ImageReceived.newBuilder()
                .setEventId(id)
                .setOccurredAt(Instant.now())
                .setImageId(DigestUtils.sha256Hex(id))
                .setObject(objects.get(turn % objects.size()))
                .setMediaType(image.mediaType())
                .setWidth(image.header().width())
                .setHeight(image.header().height())
                .setSource("bench")
                .build();
    }
}
