package org.xraystream.inference;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStoreWithHeaders;
import org.xraystream.events.ImageReceived;
import org.xraystream.inference.pipeline.ReadingPipeline;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;

/** {@code xray.images} → waiting store → pipeline → {@code xray.diagnoses} or {@code xray.rejections}. */
final class InferenceTopology {
    static final String WAITING_STORE = "waiting-images";
    static final String DIAGNOSES_SINK = "diagnoses";
    static final String REJECTIONS_SINK = "rejections";
    /** How often finished outcomes are collected while there are images under way. */
    static final Duration COLLECT_INTERVAL = Duration.ofMillis(5);

    private static final String SOURCE = "images";
    private static final String PROCESSOR = "read";

    /**
     * What waits is little, but its changelog has passed every image: small segments and an eager cleaner, so that a
     * restart reads little more than what waits. 1 MiB is the smallest segment that Kafka allows.
     */
    private static final Map<String, String> SMALL_CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(1 << 20),
            TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(Duration.ofMinutes(10).toMillis()),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1",
            TopicConfig.DELETE_RETENTION_MS_CONFIG,
                    String.valueOf(Duration.ofMinutes(10).toMillis()));

    private InferenceTopology() {}

    /**
     * The topology; it needs no broker to be built.
     *
     * @param rememberImages for so long an image that a model has read is not read by it again
     * @param registry settings of the Schema Registry client
     */
    static Topology build(
            ReadingPipeline pipeline, WaitingRoom room, Duration rememberImages, Map<String, ?> registry) {
        Topology topology = new Topology();
        topology.addSource(
                SOURCE,
                Topics.IMAGES.keySerde().deserializer(),
                Topics.IMAGES.valueSerde(registry).deserializer(),
                Topics.IMAGES.name());
        topology.addProcessor(PROCESSOR, () -> new ReadingProcessor(pipeline, room, rememberImages), SOURCE);
        topology.addStateStore(RememberedImages.store(rememberImages), PROCESSOR);
        topology.addStateStore(waitingImages(registry), PROCESSOR);
        addSink(topology, DIAGNOSES_SINK, Topics.DIAGNOSES, registry);
        addSink(topology, REJECTIONS_SINK, Topics.REJECTIONS, registry);
        return topology;
    }

    /** By the number in which they came, the events that have no outcome yet, with their headers and timestamps. */
    private static StoreBuilder<TimestampedKeyValueStoreWithHeaders<Long, ImageReceived>> waitingImages(
            Map<String, ?> registry) {
        return Stores.timestampedKeyValueStoreWithHeadersBuilder(
                        Stores.inMemoryKeyValueStore(WAITING_STORE), Serdes.Long(), Topics.IMAGES.valueSerde(registry))
                .withLoggingEnabled(SMALL_CHANGELOG);
    }

    private static <V> void addSink(Topology topology, String name, Topic<V> topic, Map<String, ?> registry) {
        topology.addSink(
                name,
                topic.name(),
                topic.keySerde().serializer(),
                topic.valueSerde(registry).serializer(),
                PROCESSOR);
    }
}
