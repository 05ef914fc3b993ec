package org.xraystream.training.retrain;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * All partitions for one member of the group, and for the one that has them already as long as it is there: the others
 * stand by. Kafka's own assignors share them out, and would take them from a training when another instance starts. By
 * the cooperative protocol (KIP-429), so that whoever keeps them goes on undisturbed.
 */
public final class OneOwnerAssignor implements ConsumerPartitionAssignor {
    /** Members that own partitions before those that do not; of two, the one of the later generation (KIP-792). */
    private static final Comparator<Map.Entry<String, Subscription>> CLAIM =
            Comparator.<Map.Entry<String, Subscription>>comparingInt(
                            member -> member.getValue().ownedPartitions().isEmpty() ? 0 : 1)
                    .thenComparing(member -> member.getValue().generationId().orElse(-1))
                    .thenComparing(Map.Entry::getKey, Comparator.reverseOrder());

    /** Made by Kafka's consumer. */
    public OneOwnerAssignor() {}

    @Override
    public String name() {
        return "one-owner";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        Map<String, Subscription> members = group.groupSubscription();
        Optional<String> owner = members.entrySet().stream().max(CLAIM).map(Map.Entry::getKey);
        Map<String, Assignment> assignments = new HashMap<>();
        members.forEach((member, subscription) -> assignments.put(
                member,
                new Assignment(owner.filter(member::equals).isPresent() ? all(cluster, subscription) : List.of())));
        return new GroupAssignment(assignments);
    }

    private static List<TopicPartition> all(Cluster cluster, Subscription subscription) {
        return subscription.topics().stream()
                .flatMap(topic -> cluster.partitionsForTopic(topic).stream())
                .map(OneOwnerAssignor::partition)
                .toList();
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}
