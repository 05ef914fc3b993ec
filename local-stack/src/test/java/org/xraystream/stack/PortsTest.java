package org.xraystream.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("ports.properties");
    }

    @Test
    void aChosenPortIsKeptForTheNextStart() {
        int first = new Ports(file).chosen("kafka");

        assertThat(new Ports(file).chosen("kafka")).isEqualTo(first);
    }

    @Test
    void anotherPortIsChosenWhenTheFormerOneIsTaken() throws Exception {
        int first = new Ports(file).chosen("kafka");

        try (ServerSocket stranger = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new Ports(file).chosen("kafka")).isNotEqualTo(stranger.getLocalPort());
        }
    }

    @Test
    void noTwoPartsGetTheSamePort() throws Exception {
        Files.writeString(file, "kafka=40123\npostgres=40123\n");
        Ports ports = new Ports(file);

        assertThat(ports.chosen("postgres")).isNotEqualTo(ports.chosen("kafka"));
    }

    @Test
    void anEditedFileDoesNotStopTheStart() throws Exception {
        Files.writeString(file, "kafka=many\npostgres=99999\n");

        assertThat(new Ports(file).chosen("kafka")).isPositive();
        assertThat(new Ports(file).chosen("postgres")).isBetween(1, 65_535);
    }

    @Test
    void aTakenFixedPortIsNamedWithItsPart() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = stranger.getLocalPort();
            assertThatThrownBy(() -> new Ports(file).fixed("kafka", port))
                    .isInstanceOf(InfrastructureException.class)
                    .hasMessageContaining("Port " + port + " for kafka is taken");
        }
    }

    @Test
    void theSameFixedPortForTwoPartsIsRefused() {
        Ports ports = new Ports(file);
        int port = ports.chosen("kafka");

        assertThatThrownBy(() -> ports.fixed("postgres", port)).hasMessageContaining("for postgres is taken");
    }
}
