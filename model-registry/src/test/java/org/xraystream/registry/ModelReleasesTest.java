package org.xraystream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.schemas.Topics;
import org.xraystream.service.PublishException;

final class ModelReleasesTest {
    private static final List<ModelReleased> TWO =
            List.of(announced("1", ModelRole.RETIRED), announced("2", ModelRole.CHAMPION));
    private static final TopicPartition CORRECTIONS = new TopicPartition(Topics.CORRECTIONS.name(), 0);
    private static final ModelReleases.Progress PROGRESS = new ModelReleases.Progress(
            Map.of(CORRECTIONS, new OffsetAndMetadata(7)), new MockConsumer<>("earliest").groupMetadata());

    private final MockProducer<String, ModelReleased> broker = new MockProducer<>(
            true,
            null,
            Topics.MODELS.keySerde().serializer(),
            Topics.MODELS
                    .valueSerde(Map.of("schema.registry.url", "mock://releases"))
                    .serializer());
    private final ModelReleases releases = new ModelReleases(broker);

    @Test
    void allOfACallAppearByModelAndWithThemHowFarWasRead() throws Exception {
        releases.announce(TWO, PROGRESS);

        assertThat(broker.history()).extracting(ProducerRecord::key).containsExactly("m/1", "m/2");
        assertThat(broker.history()).extracting(ProducerRecord::value).isEqualTo(TWO);
        assertThat(broker.consumerGroupOffsetsHistory())
                .containsExactly(Map.of(PROGRESS.group().groupId(), PROGRESS.offsets()));
    }

    @Test
    void ofACallThatFailsNothingAppearsAndTheNextWorks() throws Exception {
        broker.commitTransactionException = new KafkaException("away");
        assertThatThrownBy(() -> releases.announce(TWO, PROGRESS))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("away");
        assertThat(broker.transactionAborted()).isTrue();
        assertThat(broker.history()).isEmpty();
        assertThat(broker.consumerGroupOffsetsHistory()).isEmpty();

        broker.commitTransactionException = null;
        releases.announce(TWO);
        assertThat(broker.history()).hasSize(2);
    }

    @Test
    void whoWasShutOutAnnouncesNothing() {
        broker.fenceProducer();

        assertThatThrownBy(() -> releases.announce(TWO))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("Another writer");
        assertThat(broker.history()).isEmpty();
    }

    private static ModelReleased announced(String version, ModelRole role) {
        return ModelReleased.newBuilder()
                .setEventId(version)
                .setOccurredAt(Instant.EPOCH)
                .setModel(new ModelReference("m", version, "00"))
                .setRole(role)
                .setReleasedBy("test")
                .setReason("test")
                .build();
    }
}
