package org.xraystream.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be decided without starting the slow parts. */
class LocalInfrastructureTest {
    private static final KafkaEndpoint KAFKA = new KafkaEndpoint("kafka.example:9092");
    private static final SchemaRegistryEndpoint REGISTRY =
            new SchemaRegistryEndpoint(URI.create("http://registry.example:8081"));
    private static final ObjectStoreEndpoint OBJECTS =
            new ObjectStoreEndpoint(URI.create("https://objects.example"), "eu-central-1", "key", "secret");
    private static final DatabaseEndpoint DATABASE =
            new DatabaseEndpoint("jdbc:postgresql://db.example/xray", "xray", "secret");

    @TempDir
    Path folder;

    private final List<PartProgress> progress = new CopyOnWriteArrayList<>();

    private InfrastructureSettings allGiven() {
        return InfrastructureSettings.embedded(folder.resolve("data"), folder.resolve("registry"))
                .withKafka(Provision.external(KAFKA))
                .withSchemaRegistry(Provision.external(REGISTRY))
                .withObjectStore(Provision.external(OBJECTS))
                .withDatabase(Provision.external(DATABASE));
    }

    @Test
    void whatIsGivenIsPassedThroughAndNothingIsStarted() {
        try (LocalInfrastructure stack = LocalInfrastructure.start(allGiven(), progress::add)) {
            assertThat(stack.endpoints()).isEqualTo(new InfrastructureEndpoints(KAFKA, REGISTRY, OBJECTS, DATABASE));
        }
        assertThat(progress).hasSize(4).hasOnlyElementsOfType(PartProgress.Given.class);
        assertThat(folder.resolve("data/kafka")).doesNotExist();
    }

    @Test
    void aTakenPortStopsTheStartBeforeAnythingRuns() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InfrastructureSettings settings = allGiven().withKafka(Provision.embedded(stranger.getLocalPort()));

            assertThatThrownBy(() -> LocalInfrastructure.start(settings, progress::add))
                    .isInstanceOf(InfrastructureException.class)
                    .hasMessageContaining("Port " + stranger.getLocalPort() + " for kafka is taken");
        }
        assertThat(progress).isEmpty();
    }

    @Test
    void whenOnePartFailsTheOthersAreStoppedAndTheReasonIsGiven() {
        InfrastructureSettings settings =
                allGiven().withObjectStore(Provision.embedded()).withSchemaRegistry(Provision.embedded());

        assertThatThrownBy(() -> LocalInfrastructure.start(settings, progress::add))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining("no unpacked schema registry in " + folder.resolve("registry"));

        assertThat(progress)
                .hasAtLeastOneElementOfType(PartProgress.Failed.class)
                .contains(new PartProgress.Stopped("object-store"));
        // and the data directory is free again
        LocalInfrastructure.start(allGiven(), event -> {}).close();
    }

    @Test
    void aDataDirectoryThatKafkaCannotTakeIsRefused() {
        InfrastructureSettings settings =
                InfrastructureSettings.embedded(folder.resolve("a,b"), folder.resolve("registry"));

        assertThatThrownBy(() -> LocalInfrastructure.start(settings, progress::add))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining(folder.resolve("a,b") + " has a comma in its name");
        assertThat(progress).isEmpty();
    }

    @Test
    void aDataDirectoryThatIsAFileIsRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("data"));

        assertThatThrownBy(() -> LocalInfrastructure.start(allGiven(), progress::add))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining(file + " is a file");
    }

    @Test
    void aDataDirectoryThatCannotBeCreatedIsRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        InfrastructureSettings settings =
                InfrastructureSettings.embedded(file.resolve("data"), folder.resolve("registry"));

        assertThatThrownBy(() -> LocalInfrastructure.start(settings, progress::add))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining(file.resolve("data") + " cannot be created or written");
    }

    @Test
    void aFileSystemWithTooLittleRoomIsRefusedAndNotHeld() {
        Path data = folder.resolve("data");

        assertThatThrownBy(() -> DataDirectory.open(data, Long.MAX_VALUE))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining("file system of the data directory " + data)
                .hasMessageContaining("make room");

        DataDirectory.open(data).close();
    }

    @Test
    void aDataDirectoryInUseIsRefused() {
        try (LocalInfrastructure first = LocalInfrastructure.start(allGiven(), progress::add)) {
            assertThat(first.endpoints()).isNotNull();
            assertThatThrownBy(() -> LocalInfrastructure.start(allGiven(), progress::add))
                    .isInstanceOf(InfrastructureException.class)
                    .hasMessageContaining("is in use by another running stack");
        }
    }
}
