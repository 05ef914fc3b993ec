package org.xraystream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void environmentWinsOverFileWinsOverDefault() throws IOException {
        Path file = file("kafka { partitions = 12, replication-factor = 3 }");

        Settings settings = Settings.load(Optional.of(file), Map.of("XRAYSTREAM_KAFKA_PARTITIONS", "24"));

        assertThat(settings.integer("kafka.partitions", 1, 100)).isEqualTo(24);
        assertThat(settings.integer("kafka.replication-factor", 1, 100)).isEqualTo(3);
        assertThat(settings.text("object-store.region")).isEqualTo("us-east-1");
    }

    @Test
    void aSecretIsReadFromTheFileThatTheEnvironmentNames() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "of two\nlines \n");

        Settings settings = Settings.load(
                Optional.of(file("object-store.secret-key = other")),
                Map.of("XRAYSTREAM_OBJECT_STORE_SECRET_KEY_FILE", secret.toString()));

        assertThat(settings.text("object-store.secret-key")).isEqualTo("of two\nlines ");
    }

    @Test
    void aSettingThatIsGivenTwiceIsRefused() {
        Map<String, String> both =
                Map.of("XRAYSTREAM_DATABASE_PASSWORD", "secret", "XRAYSTREAM_DATABASE_PASSWORD_FILE", "/secret");

        assertThatThrownBy(() -> Settings.load(Optional.empty(), both))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Both XRAYSTREAM_DATABASE_PASSWORD and XRAYSTREAM_DATABASE_PASSWORD_FILE are set: unset one"
                        + " of them.");
    }

    @Test
    void aSecretsFileThatIsNotThereIsNamedWithItsVariable() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> Settings.load(
                        Optional.empty(), Map.of("XRAYSTREAM_DATABASE_PASSWORD_FILE", missing.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("XRAYSTREAM_DATABASE_PASSWORD_FILE")
                .hasMessageContaining(missing.toString());
    }

    @Test
    void aMissingSettingIsNamedWithBothWaysToSetIt() {
        Settings settings = Settings.load(Optional.empty(), Map.of());

        assertThatThrownBy(() -> KafkaSettings.from(settings.with(Map.of("kafka.schema-registry-url", "http://r:1"))))
                .isInstanceOf(SettingsException.class)
                .hasMessage("The setting kafka.bootstrap-servers is missing: set it in the configuration file or as"
                        + " XRAYSTREAM_KAFKA_BOOTSTRAP_SERVERS.");
    }

    @Test
    void aMisspeltSettingIsRefusedAndTheFileNamed() throws IOException {
        Path file = file("kafka.bootstrapservers = \"localhost:9092\"");

        assertThatThrownBy(() -> Settings.load(Optional.of(file), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("kafka.bootstrapservers")
                .hasMessageContaining(file.toString());
    }

    @Test
    void anOpenTableTakesAnyKey() throws IOException {
        Path file = file("kafka.client { \"security.protocol\" = SSL, linger.ms = 5 }");

        Settings settings = Settings.load(Optional.of(file), Map.of());

        assertThat(settings.table("kafka.client"))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("linger.ms", "5");
    }

    @Test
    void wrongValuesAreNamed() {
        Settings settings = Settings.load(
                Optional.empty(),
                Map.of("XRAYSTREAM_KAFKA_PARTITIONS", "many", "XRAYSTREAM_OBJECT_STORE_ENDPOINT", "localhost:9000"));

        assertThatThrownBy(() -> settings.integer("kafka.partitions", 1, 10))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("kafka.partitions")
                .hasMessageContaining("XRAYSTREAM_KAFKA_PARTITIONS");
        assertThatThrownBy(() -> settings.url("object-store.endpoint"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("object-store.endpoint")
                .hasMessageContaining("localhost:9000");
        assertThatThrownBy(() -> settings.with(Map.of("kafka.partitions", 11)).integer("kafka.partitions", 1, 10))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("from 1 to 10");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("absent.conf");

        assertThatThrownBy(() -> Settings.load(Optional.of(file), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(file.toString());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("service.conf"), text);
    }
}
