package org.xraystream.inference.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.xraystream.service.KafkaSettings;

/**
 * Where a span of a topic begins, and where the topic ends, its open transactions included. Records need not lie in the
 * order of their times: before the start none belongs to the span, from it on not all do.
 *
 * @param starts by partition
 * @param ends by partition, exclusive
 */
record SpanOffsets(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    private static final int ANSWER_MILLIS = 15_000;

    static SpanOffsets find(String topic, Span span, KafkaSettings kafka) throws ReplayException, InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties(Map.of(
                CommonClientConfigs.CLIENT_ID_CONFIG,
                "replay-offsets",
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS)))) {
            TopicDescription description =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            Map<TopicPartition, Long> ends = offsets(admin, description, OffsetSpec.latest());
            OffsetSpec first = span.from()
                    .map(from -> OffsetSpec.forTimestamp(from.toEpochMilli()))
                    .orElseGet(OffsetSpec::earliest);
            Map<TopicPartition, Long> starts = offsets(admin, description, first);
            // a partition without such a record is told by a negative offset
            starts.replaceAll((partition, start) -> start < 0 ? ends.get(partition) : start);
            return new SpanOffsets(starts, ends);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new ReplayException("There is no topic " + topic + " on the broker; check its name.", e);
            }
            throw new ReplayException(
                    "The Kafka broker does not tell of " + topic + ": is it running? "
                            + e.getCause().getMessage(),
                    e);
        }
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, TopicDescription topic, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = topic.partitions().stream()
                .collect(Collectors.toMap(info -> new TopicPartition(topic.name(), info.partition()), info -> which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get()
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    long end(TopicPartition partition) {
        return ends.get(partition);
    }

    /** How many offsets there are from the starts to the ends. */
    long size() {
        return starts.entrySet().stream()
                .mapToLong(start -> end(start.getKey()) - start.getValue())
                .sum();
    }
}
