package org.xraystream.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.xraystream.events.ImageReceived;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.model.Classifier;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Settings;

/**
 * What one writes first: a {@code mapValues} that fetches, decodes and classifies each image on the stream thread,
 * exactly once; nothing else than the probability goes out. Each stream thread has a classifier, whose calls use one
 * thread, since more are slower for a single film.
 */
final class NaiveInference {

    private NaiveInference() {}

    /**
     * Runs until the process is killed.
     *
     * @param arguments the topic of the results, how many stream threads, and the file with the connections
     */
    public static void main(String[] arguments) throws ModelPackageException {
        start(
                arguments[0],
                Integer.parseInt(arguments[1]),
                Settings.load(Optional.of(Path.of(arguments[2])), System.getenv()));
    }

    @SuppressWarnings("resource") // all of it lives as long as the process
    private static void start(String topic, int threads, Settings settings) throws ModelPackageException {
        KafkaSettings kafka = KafkaSettings.from(settings);
        ObjectStore store = ObjectStore.connect(ObjectStoreSettings.from(settings));
        ModelPackage model = ModelPackage.release();
        Queue<Classifier> loaded = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < threads; i++) {
            loaded.add(Classifier.load(model));
        }
        ThreadLocal<Classifier> classifiers = ThreadLocal.withInitial(loaded::remove);

        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        Topics.IMAGES.name(),
                        Consumed.with(Topics.IMAGES.keySerde(), Topics.IMAGES.valueSerde(kafka.registry())))
                .mapValues(image -> probability(image, store, classifiers.get()))
                .to(topic, Produced.with(Serdes.String(), Serdes.Double()));
        Properties properties = new Properties();
        properties.putAll(kafka.memberProperties(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                topic,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                threads,
                StreamsConfig.STATE_DIR_CONFIG,
                settings.text("inference.state-dir"),
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest")));
        KafkaStreams streams = new KafkaStreams(builder.build(), properties);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
                System.exit(1);
            }
        });
        streams.start();
    }

    private static double probability(ImageReceived image, ObjectStore store, Classifier classifier) {
        try {
            byte[] bytes = store.get(image.getObject());
            return classifier
                    .classify(List.of(RadiographDecoder.decode(bytes)))
                    .get(0)
                    .probability();
        } catch (Exception e) {
            throw new IllegalStateException("The image " + image.getImageId() + " could not be read", e);
        }
    }
}
