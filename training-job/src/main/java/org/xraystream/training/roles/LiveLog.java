package org.xraystream.training.roles;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.Selection;
import org.xraystream.registry.AnnouncedModels;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.schemas.DecodingFailure;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;

/**
 * Reads from the log what the present champion and the present shadow answered since they took their roles, and the
 * labels given blind, in no group. What is known is a function of the log and the roles: where a role changes, it is
 * read again from when the older of the two began. Not thread-safe.
 */
final class LiveLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLog.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Records of results carry the time of their image, which may have waited before it was read. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    /** Readers asked for those films because they are hard: of all films they say nothing. */
    private static final Set<Selection> HARD = Set.of(Selection.UNCERTAIN, Selection.DISAGREEMENT);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, Reader<?>> readers;
    private final Deque<ConsumerRecord<byte[], byte[]>> undecoded = new ArrayDeque<>();
    private final LiveFilms films;
    private Map<TopicPartition, Long> end = Map.of();
    private Roles roles = new Roles(Optional.empty(), Optional.empty());

    /** Whose answers count. */
    private record Roles(Optional<ModelReleased> champion, Optional<ModelReleased> shadow) {
        static Roles of(AnnouncedModels models) {
            return new Roles(models.champions().stream().findFirst(), models.shadow());
        }

        Optional<Instant> since() {
            return champion.map(ModelReleased::getOccurredAt);
        }
    }

    private record Reader<V>(Deserializer<V> values, java.util.function.Consumer<V> sink) {
        void read(ConsumerRecord<byte[], byte[]> message) {
            sink.accept(values.deserialize(message.topic(), message.value()));
        }
    }

    /** @param registry settings of the schema registry's client */
    LiveLog(Consumer<byte[], byte[]> consumer, Map<String, String> registry, LiveFilms films) {
        this.consumer = consumer;
        this.films = films;
        this.readers = Map.of(
                Topics.DIAGNOSES.name(),
                reader(Topics.DIAGNOSES, registry, this::byChampion),
                Topics.SHADOW_DIAGNOSES.name(),
                reader(Topics.SHADOW_DIAGNOSES, registry, this::byShadow),
                Topics.CORRECTIONS.name(),
                reader(Topics.CORRECTIONS, registry, this::label));
        consumer.assign(readers.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
    }

    private static <V> Reader<V> reader(
            Topic<V> topic, Map<String, String> registry, java.util.function.Consumer<V> sink) {
        return new Reader<>(topic.valueSerde(registry).deserializer(), sink);
    }

    static LiveLog connect(KafkaSettings kafka, LiveFilms films) {
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "model-roles",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"));
        return new LiveLog(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                kafka.registry(),
                films);
    }

    /**
     * Marks the present end. What was announced is to be read after it and before {@link #read}: so every answer up to
     * the mark is by a model whose role is known.
     */
    void mark() {
        end = consumer.endOffsets(consumer.assignment());
    }

    /**
     * Reads to the mark.
     *
     * @throws RegistryAwayException if not all can be decoded now; what is left is with the next call
     */
    void read(AnnouncedModels models) throws RegistryAwayException {
        follow(Roles.of(models));
        if (roles.champion().isEmpty()) {
            return;
        }
        decode();
        while (end.entrySet().stream().anyMatch(last -> consumer.position(last.getKey()) < last.getValue())) {
            consumer.poll(POLL).forEach(undecoded::add);
            decode();
        }
    }

    private void follow(Roles present) {
        if (!present.equals(roles)) {
            films.clear();
            undecoded.clear();
            present.since().ifPresent(since -> seek(since.minus(LONGEST_WAIT)));
            roles = present;
        }
    }

    private void seek(Instant from) {
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(consumer.assignment().stream()
                .collect(Collectors.toMap(partition -> partition, partition -> from.toEpochMilli())));
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        offsets.forEach((partition, offset) ->
                consumer.seek(partition, offset == null ? ends.get(partition) : offset.offset()));
    }

    private void decode() throws RegistryAwayException {
        for (; !undecoded.isEmpty(); undecoded.remove()) {
            ConsumerRecord<byte[], byte[]> message = undecoded.element();
            try {
                readers.get(message.topic()).read(message);
            } catch (RuntimeException e) {
                if (DecodingFailure.isOutage(e)) {
                    throw new RegistryAwayException(e);
                }
                // results-sink, which reads the topic too, makes it a dead letter
                LOG.warn(
                        "The record {} of {}-{} is not counted. {}",
                        message.offset(),
                        message.topic(),
                        message.partition(),
                        DecodingFailure.reason(e));
            }
        }
    }

    private void byChampion(DiagnosisMade diagnosis) {
        if (isBy(roles.champion(), diagnosis)) {
            films.champion(diagnosis.getImageId(), Answer.of(diagnosis));
        }
    }

    private void byShadow(DiagnosisMade diagnosis) {
        if (isBy(roles.shadow(), diagnosis)) {
            films.shadow(diagnosis.getImageId(), Answer.of(diagnosis));
        }
    }

    private static boolean isBy(Optional<ModelReleased> model, DiagnosisMade diagnosis) {
        return model.isPresent()
                && model.get().getModel().equals(diagnosis.getModel())
                && !diagnosis.getOccurredAt().isBefore(model.get().getOccurredAt());
    }

    private void label(LabelCorrected label) {
        if (!label.getModelResultSeen() && label.getLabel() != Label.UNKNOWN && !HARD.contains(label.getSelection())) {
            films.label(label);
        }
    }

    @Override
    public void close() {
        consumer.close();
        readers.values().forEach(reader -> reader.values().close());
    }
}
