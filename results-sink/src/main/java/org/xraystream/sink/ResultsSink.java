package org.xraystream.sink;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.xraystream.service.Database;
import org.xraystream.service.Dependency;
import org.xraystream.service.HttpServer;
import org.xraystream.service.HttpSettings;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.Metrics;
import org.xraystream.service.RunningService;
import org.xraystream.service.ServiceMain;
import org.xraystream.service.Settings;

/** The service, wired together. */
public final class ResultsSink {
    private static final String NAME = "results-sink";

    private ResultsSink() {}

    public static void main(String[] arguments) {
        ServiceMain.run(NAME, arguments, ResultsSink::start);
    }

    /** Starts the service: the tables are up to date and results are being stored when this returns. */
    public static RunningService start(Settings settings) throws Exception {
        HttpSettings listen = HttpSettings.from(settings, NAME);
        int maxPollRecords = settings.integer(NAME + ".max-poll-records", 1, 100_000);
        Duration longestRetry = settings.duration(NAME + ".retry-max");
        KafkaSettings kafka = KafkaSettings.from(settings);

        return RunningService.start(shutdown -> {
            PrometheusMeterRegistry metrics = Metrics.forService(NAME);
            shutdown.add(metrics::close);
            Database database = shutdown.add(Database.open(settings, NAME));
            ResultsTables tables = ResultsTables.migrate(database.dataSource());
            KafkaConnection broker = shutdown.add(KafkaConnection.open(kafka));

            EventDecoder decoder = shutdown.add(new EventDecoder(kafka.registry()));
            Producer<byte[], byte[]> producer = shutdown.add(producer(kafka));
            BatchWriter writer = new BatchWriter(decoder, tables, new DeadLetters(producer));
            Consumer<byte[], byte[]> consumer = consumer(kafka, maxPollRecords);
            SinkLoop loop = new SinkLoop(consumer, writer, new SinkMetrics(metrics), longestRetry);
            loop.subscribe(decoder.topics());
            KafkaClientMetrics consumerMetrics = shutdown.add(new KafkaClientMetrics(consumer));
            consumerMetrics.bindTo(metrics);
            Dependency progress = Dependency.of("writer", loop::check);

            HttpServer http =
                    shutdown.add(HttpServer.start(listen, List.of(database, broker, progress), metrics, routes -> {}));
            shutdown.add(SinkThread.start(loop));
            return http;
        });
    }

    private static Consumer<byte[], byte[]> consumer(KafkaSettings kafka, int maxPollRecords) {
        Map<String, Object> own = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                NAME,
                ConsumerConfig.CLIENT_ID_CONFIG,
                NAME,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                maxPollRecords);
        return new KafkaConsumer<>(
                kafka.memberProperties(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Producer<byte[], byte[]> producer(KafkaSettings kafka) {
        Map<String, Object> own = Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                NAME + "-dead-letters",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000);
        return new KafkaProducer<>(kafka.clientProperties(own), new ByteArraySerializer(), new ByteArraySerializer());
    }
}
