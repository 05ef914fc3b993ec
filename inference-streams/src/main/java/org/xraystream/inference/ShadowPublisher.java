package org.xraystream.inference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;

/**
 * Publishes to {@code xray.shadow-diagnoses}, not in the transactions of the results: a comparison can do without a
 * reading that a crash has cost, and the event's id tells one that comes twice. A broker that is away costs readings
 * too; {@code inference.shadow.unpublished} counts them. Thread-safe.
 */
final class ShadowPublisher implements Consumer<DiagnosisMade>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowPublisher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Producer<String, DiagnosisMade> producer;
    private final Counter unpublished;

    private ShadowPublisher(Producer<String, DiagnosisMade> producer, MeterRegistry registry) {
        this.producer = producer;
        this.unpublished = registry.counter("inference.shadow.unpublished");
    }

    static ShadowPublisher connect(KafkaSettings kafka, MeterRegistry registry) {
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "inference-streams-shadow",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                PATIENCE.toMillis()));
        return new ShadowPublisher(
                new KafkaProducer<>(
                        properties,
                        Topics.SHADOW_DIAGNOSES.keySerde().serializer(),
                        Topics.SHADOW_DIAGNOSES.valueSerde(kafka.registry()).serializer()),
                registry);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    public void accept(DiagnosisMade diagnosis) {
        try {
            producer.send(
                    new ProducerRecord<>(Topics.SHADOW_DIAGNOSES.name(), diagnosis.getImageId(), diagnosis),
                    (metadata, failure) -> {
                        if (failure != null) {
                            missed(failure);
                        }
                    });
        } catch (RuntimeException e) {
            missed(e);
        }
    }

    private void missed(Exception failure) {
        unpublished.increment();
        LOG.warn("A shadow's diagnosis is not published: {}", failure.getMessage());
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
