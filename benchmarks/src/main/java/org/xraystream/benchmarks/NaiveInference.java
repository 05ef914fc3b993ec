package org.xraystream.benchmarks;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
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
import org.xraystream.schemas.Topics;
import org.xraystream.service.HttpServer;
import org.xraystream.service.HttpSettings;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.Liveness;
import org.xraystream.service.Metrics;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.RunningService;
import org.xraystream.service.ServiceMain;
import org.xraystream.service.Settings;
import org.xraystream.service.Shutdown;

/**
 * What one writes first: a {@code mapValues} that fetches, decodes and classifies each image on the stream thread. One
 * stream thread per core, each with a classifier, exactly once; nothing else than the probability goes out.
 */
final class NaiveInference {
    static final String TOPIC = "bench-naive";

    private NaiveInference() {}

    public static void main(String[] arguments) {
        ServiceMain.run("naive-inference", arguments, NaiveInference::start);
    }

    private static RunningService start(Settings settings) throws Exception {
        return RunningService.start(shutdown -> open(settings, shutdown));
    }

    private static HttpServer open(Settings settings, Shutdown shutdown) throws Exception {
        KafkaSettings kafka = KafkaSettings.from(settings);
        ObjectStore store = shutdown.add(ObjectStore.connect(ObjectStoreSettings.from(settings)));
        ModelPackage model = ModelPackage.release();
        int threads = Runtime.getRuntime().availableProcessors();
        Queue<Classifier> loaded = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < threads; i++) {
            loaded.add(shutdown.add(Classifier.load(model)));
        }
        ThreadLocal<Classifier> classifiers = ThreadLocal.withInitial(loaded::remove);

        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        Topics.IMAGES.name(),
                        Consumed.with(Topics.IMAGES.keySerde(), Topics.IMAGES.valueSerde(kafka.registry())))
                .mapValues(image -> probability(image, store, classifiers.get()))
                .to(TOPIC, Produced.with(Serdes.String(), Serdes.Double()));
        Properties properties = new Properties();
        properties.putAll(kafka.memberProperties(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                TOPIC,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                threads,
                StreamsConfig.STATE_DIR_CONFIG,
                settings.text("inference.state-dir"),
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest")));
        KafkaStreams streams = shutdown.add(new KafkaStreams(builder.build(), properties));
        streams.start();
        PrometheusMeterRegistry metrics = Metrics.forService("naive-inference");
        shutdown.add(metrics::close);
        return shutdown.add(HttpServer.start(
                HttpSettings.from(settings, "inference"), List.of(store), new Liveness(), metrics, config -> {}));
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
