package org.xraystream.training.feedback;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.xraystream.schemas.Topic;

/**
 * Where the log ended at one moment: what defines a training run. The same ends give the same labels, whenever they are
 * read. Immutable.
 *
 * @param offsets of the next records, by topic and partition
 */
public record LogEnds(Map<String, SortedMap<Integer, Long>> offsets) {
    public LogEnds {
        offsets = Map.copyOf(offsets);
    }

    static LogEnds of(Map<TopicPartition, Long> ends) {
        return new LogEnds(ends.entrySet().stream()
                .collect(Collectors.groupingBy(
                        end -> end.getKey().topic(),
                        Collectors.toMap(
                                end -> end.getKey().partition(), Map.Entry::getValue, Long::max, TreeMap::new))));
    }

    /** The ends of a topic's partitions. */
    public Map<TopicPartition, Long> of(Topic<?> topic) {
        return offsets.getOrDefault(topic.name(), new TreeMap<>()).entrySet().stream()
                .collect(Collectors.toMap(end -> new TopicPartition(topic.name(), end.getKey()), Map.Entry::getValue));
    }
}
