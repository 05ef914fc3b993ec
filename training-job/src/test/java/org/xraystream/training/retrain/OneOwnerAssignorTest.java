package org.xraystream.training.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class OneOwnerAssignorTest {
    private static final List<TopicPartition> ALL = List.of(new TopicPartition("t", 0), new TopicPartition("t", 1));

    @Test
    void whoeverHasThePartitionsKeepsThemWhenOthersCome() {
        assertThat(owner(Map.of("b", owning(3), "a", idle(), "c", idle()))).isEqualTo("b");
    }

    @Test
    void amongNewMembersOneGetsAll() {
        assertThat(owner(Map.of("b", idle(), "a", idle()))).isEqualTo("a");
    }

    @Test
    void aMemberThatComesBackWithAnOldClaimDoesNotTakeThemFromWhoHasThemNow() {
        assertThat(owner(Map.of("a", owning(3), "b", owning(4)))).isEqualTo("b");
    }

    private static String owner(Map<String, Subscription> members) {
        Map<String, List<TopicPartition>> assigned = new HashMap<>();
        new OneOwnerAssignor()
                .assign(cluster(), new GroupSubscription(members))
                .groupAssignment()
                .forEach((member, assignment) -> assigned.put(member, assignment.partitions()));
        assertThat(assigned.keySet()).isEqualTo(members.keySet());
        List<String> owners = assigned.keySet().stream()
                .filter(member -> !assigned.get(member).isEmpty())
                .toList();
        assertThat(owners).hasSize(1);
        assertThat(assigned.get(owners.get(0))).containsExactlyInAnyOrderElementsOf(ALL);
        return owners.get(0);
    }

    private static Subscription owning(int generation) {
        return new Subscription(List.of("t"), null, ALL, generation, Optional.empty());
    }

    private static Subscription idle() {
        return new Subscription(List.of("t"), null, List.of(), -1, Optional.empty());
    }

    private static Cluster cluster() {
        Node node = new Node(1, "localhost", 1);
        List<PartitionInfo> partitions = ALL.stream()
                .map(partition -> new PartitionInfo("t", partition.partition(), node, new Node[0], new Node[0]))
                .toList();
        return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
    }
}
