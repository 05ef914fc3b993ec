package org.xraystream.inference;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;

/** {@code xray.images} → read → {@code xray.diagnoses} or {@code xray.rejections}. */
public final class InferenceTopology {
    static final String SETTLED_STORE = "settled-images";
    static final String DIAGNOSES_SINK = "diagnoses";
    static final String REJECTIONS_SINK = "rejections";

    private static final String SOURCE = "images";
    private static final String PROCESSOR = "read";

    private InferenceTopology() {}

    /**
     * The topology; it needs no broker to be built.
     *
     * @param registry settings of the Schema Registry client
     */
    public static Topology build(ImageStage stage, Map<String, ?> registry, MeterRegistry metrics) {
        Topology topology = new Topology();
        topology.addSource(
                SOURCE,
                Topics.IMAGES.keySerde().deserializer(),
                Topics.IMAGES.valueSerde(registry).deserializer(),
                Topics.IMAGES.name());
        topology.addProcessor(PROCESSOR, () -> new ReadingProcessor(stage, metrics), SOURCE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(SETTLED_STORE), Serdes.String(), Serdes.String()),
                PROCESSOR);
        addSink(topology, DIAGNOSES_SINK, Topics.DIAGNOSES, registry);
        addSink(topology, REJECTIONS_SINK, Topics.REJECTIONS, registry);
        return topology;
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
