package org.xraystream.schemas;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue that a broker does not have yet; leaves those it has as they are. */
public final class TopicProvisioning {
    /** Results are for ever unless the broker's owner decides otherwise: the loop replays them. */
    private static final String KEEP = "-1";

    private TopicProvisioning() {}

    /**
     * Safe to call from several services at once.
     *
     * @param partitions of each topic; the unit of scaling
     * @param replicationFactor of each topic, at most the number of brokers
     * @throws InterruptedException if interrupted while waiting for the broker
     * @throws IllegalStateException if the broker refuses
     */
    public static void createMissing(Admin admin, int partitions, short replicationFactor) throws InterruptedException {
        createMissing(admin, Topics.all(), partitions, replicationFactor);
    }

    /** The same for these topics instead of the catalogue's. */
    public static void createMissing(
            Admin admin, List<? extends Topic<?>> topics, int partitions, short replicationFactor)
            throws InterruptedException {
        try {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> describe(topic, partitions, replicationFactor))
                    .toList();
            for (KafkaFuture<Void> created :
                    admin.createTopics(missing).values().values()) {
                awaitCreated(created);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The Kafka broker did not list or create the topics: "
                            + e.getCause().getMessage(),
                    e.getCause());
        }
    }

    private static NewTopic describe(Topic<?> topic, int partitions, short replicationFactor) {
        Map<String, String> configs = switch (topic.retention()) {
            case COMPACT -> Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            case DELETE -> Map.of(TopicConfig.RETENTION_MS_CONFIG, KEEP);
        };
        return new NewTopic(topic.name(), partitions, replicationFactor).configs(configs);
    }

    private static void awaitCreated(KafkaFuture<Void> future) throws ExecutionException, InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
