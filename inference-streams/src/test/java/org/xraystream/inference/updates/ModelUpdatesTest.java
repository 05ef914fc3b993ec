package org.xraystream.inference.updates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xraystream.events.ModelRole.CHAMPION;
import static org.xraystream.events.ModelRole.SHADOW;
import static org.xraystream.inference.updates.Announcements.announcement;
import static org.xraystream.inference.updates.Announcements.model;
import static org.xraystream.inference.updates.Announcements.place;
import static org.xraystream.inference.updates.Announcements.releaseAnnounced;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ObjectReference;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.PackageSource;
import org.xraystream.schemas.Topics;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.ObjectStoreException;

/** The broker is Kafka's own mock; each test decides when it polls. */
final class ModelUpdatesTest {
    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://model-updates");
    private static final TopicPartition MODELS = new TopicPartition(Topics.MODELS.name(), 0);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Map<ObjectReference, byte[]> objects = new HashMap<>();
    private final AtomicBoolean storeAway = new AtomicBoolean();
    private final Slot champions = new Slot();
    private final Slot shadows = new Slot();
    private MockConsumer<byte[], byte[]> consumer;
    private ModelUpdates updates;
    private long offset;

    /** Remembers what serves. */
    private static final class Slot implements ModelSlot {
        private final List<String> versions = new ArrayList<>();

        @Override
        public void install(ModelPackage model) {
            versions.add(model.manifest().version());
        }

        @Override
        public boolean clear() {
            return versions.add("none");
        }
    }

    @BeforeEach
    void start() {
        start(REGISTRY);
    }

    private void start(Map<String, String> registry) {
        consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(
                MODELS.topic(), List.of(new PartitionInfo(MODELS.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(MODELS, 0L));
        consumer.updateEndOffsets(Map.of(MODELS, 0L));
        updates = new ModelUpdates(new ModelTopic(consumer, registry), new PackageSource(this::fetch), metrics);
    }

    @AfterEach
    void stop() throws InterruptedException {
        updates.close();
    }

    private byte[] fetch(ObjectReference reference)
            throws ObjectMissingException, ObjectAlteredException, ObjectStoreException {
        if (storeAway.get()) {
            throw new ObjectStoreException("The object store is away", new IOException());
        }
        byte[] bytes = objects.get(reference);
        if (bytes == null) {
            throw new ObjectMissingException("The object " + reference.getKey() + " does not exist.");
        }
        return bytes;
    }

    @Test
    void whereNothingIsAnnouncedTheOtherModelBegins() throws Exception {
        ModelPackage other = model("0.1.0");

        assertThat(updates.firstChampion(other)).isSameAs(other);
        assertThat(serving("champion")).containsExactly("0.1.0");
    }

    @Test
    void theChampionOfTheTopicBeginsAndARestartDoesNotFallBack() throws Exception {
        store("2.0.0");
        announce(announcement("1.0.0", CHAMPION, 1));
        announce(announcement("2.0.0", CHAMPION, 2));

        assertThat(updates.firstChampion(ModelPackage.release()).manifest().version())
                .isEqualTo("2.0.0");
        assertThat(updates.step(true, champions, shadows)).isFalse();
        assertThat(champions.versions).as("it serves already").isEmpty();
    }

    @Test
    void eachModelThatIsAnnouncedTakesThePlaceOfItsRole() throws Exception {
        updates.firstChampion(ModelPackage.release());
        store("2.0.0");
        store("3.0.0");

        announce(announcement("2.0.0", CHAMPION, 1));
        updates.step(false, champions, shadows);
        announce(announcement("3.0.0", SHADOW, 2));
        updates.step(false, champions, shadows);
        announce(announcement("3.0.0", CHAMPION, 3));
        updates.step(false, champions, shadows);
        announce(releaseAnnounced(CHAMPION, 4));
        updates.step(false, champions, shadows);

        assertThat(champions.versions).containsExactly("2.0.0", "3.0.0", releaseVersion());
        assertThat(shadows.versions).containsExactly("3.0.0", "none");
        assertThat(serving("champion")).containsExactly(releaseVersion());
        assertThat(serving("shadow")).isEmpty();
    }

    @Test
    void aPackageThatCannotBeUsedLeavesTheFormerModelServingAndIsTold() throws Exception {
        updates.firstChampion(ModelPackage.release());
        ModelReleased missing = announcement("2.0.0", CHAMPION, 1);
        ModelReleased cut = announcement("3.0.0", CHAMPION, 2);
        byte[] whole = model("3.0.0").zip();
        objects.put(cut.getPackageReference().orElseThrow(), Arrays.copyOf(whole, whole.length / 2));
        ModelReleased another = announcement("4.0.0", CHAMPION, 3);
        objects.put(another.getPackageReference().orElseThrow(), model("4.0.1").zip());

        for (ModelReleased broken : List.of(missing, cut, another)) {
            announce(broken);
            updates.step(false, champions, shadows);
            assertThatThrownBy(updates::check)
                    .hasMessageContaining(broken.getModel().getVersion() + " was announced as CHAMPION");
            assertThat(refused("champion")).isEqualTo(1);
        }
        assertThatThrownBy(updates::check)
                .hasMessageContaining("It is the package of")
                .hasMessageContaining("4.0.1");
        assertThat(champions.versions).isEmpty();
        assertThat(metrics.counter("inference.model.updates", "role", "champion", "outcome", "refused")
                        .count())
                .as("none is tried twice")
                .isEqualTo(3);

        store("5.0.0");
        announce(announcement("5.0.0", CHAMPION, 4));
        updates.step(false, champions, shadows);
        assertThat(champions.versions).containsExactly("5.0.0");
        assertThatCode(updates::check).doesNotThrowAnyException();
        assertThat(refused("champion")).isZero();
    }

    @Test
    void aModelThatCannotBeLoadedLeavesTheFormerServing() throws Exception {
        updates.firstChampion(ModelPackage.release());
        store("2.0.0");
        announce(announcement("2.0.0", CHAMPION, 1));

        updates.step(
                false,
                new ModelSlot() {
                    @Override
                    public void install(ModelPackage model) throws ModelPackageException {
                        throw new ModelPackageException("The weights do not fit.");
                    }

                    @Override
                    public boolean clear() {
                        throw new AssertionError();
                    }
                },
                shadows);

        assertThatThrownBy(updates::check).hasMessageContaining("The weights do not fit.");
        assertThat(serving("champion")).containsExactly(releaseVersion());
    }

    @Test
    void atTheStartTheChampionBeforeABrokenOneServesAndTheBrokenOneIsTold() throws Exception {
        store("1.0.0");
        announce(announcement("1.0.0", CHAMPION, 1));
        announce(announcement("2.0.0", CHAMPION, 2));

        assertThat(updates.firstChampion(ModelPackage.release()).manifest().version())
                .isEqualTo("1.0.0");
        assertThatThrownBy(updates::check).hasMessageContaining("2.0.0");
    }

    @Test
    void aStoreThatIsAwayMakesNoPackageBroken() throws Exception {
        updates.firstChampion(ModelPackage.release());
        store("2.0.0");
        storeAway.set(true);
        announce(announcement("2.0.0", CHAMPION, 1));

        assertThat(updates.step(false, champions, shadows)).isTrue();
        assertThat(updates.step(true, champions, shadows)).isTrue();
        assertThat(champions.versions).isEmpty();
        assertThat(refused("champion")).isZero();
        assertThat(metrics.counter("inference.model.retries").count()).isEqualTo(2);

        storeAway.set(false);
        assertThat(updates.step(true, champions, shadows)).isFalse();
        assertThat(champions.versions).containsExactly("2.0.0");
    }

    @Test
    void aRecordThatIsNoAnnouncementIsPassedOver() throws Exception {
        updates.firstChampion(ModelPackage.release());
        add("no event".getBytes(UTF_8));
        add(null);
        store("2.0.0");
        announce(announcement("2.0.0", CHAMPION, 1));

        updates.step(false, champions, shadows);

        assertThat(champions.versions).containsExactly("2.0.0");
    }

    @Test
    void aRegistryThatIsAwayIsAskedAgain() throws Exception {
        updates.close();
        start(Map.of("schema.registry.url", "http://127.0.0.1:9"));
        updates.firstChampion(ModelPackage.release());
        announce(announcement("2.0.0", CHAMPION, 1));

        assertThat(updates.step(false, champions, shadows)).isTrue();
        assertThat(updates.step(true, champions, shadows))
                .as("the record is still there")
                .isTrue();
    }

    private void store(String version) throws ModelPackageException, IOException {
        byte[] zip = model(version).zip();
        objects.put(place(version, zip), zip);
    }

    private void announce(ModelReleased announcement) {
        try (Serializer<ModelReleased> serializer =
                Topics.MODELS.valueSerde(REGISTRY).serializer()) {
            add(serializer.serialize(Topics.MODELS.name(), announcement));
        }
    }

    private void add(byte[] value) {
        consumer.addRecord(new ConsumerRecord<>(MODELS.topic(), MODELS.partition(), offset++, new byte[0], value));
        consumer.updateEndOffsets(Map.of(MODELS, offset));
    }

    private List<String> serving(String role) {
        return metrics.find("inference.model").tag("role", role).gauges().stream()
                .map(gauge -> gauge.getId().getTag("version"))
                .toList();
    }

    private double refused(String role) {
        return metrics.get("inference.model.refused").tag("role", role).gauge().value();
    }

    private static String releaseVersion() throws ModelPackageException {
        return ModelPackage.release().manifest().version();
    }
}
