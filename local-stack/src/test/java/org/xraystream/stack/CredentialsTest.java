package org.xraystream.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    Path folder;

    @Test
    void secretsAreMadeOnceAndKept() {
        Path file = folder.resolve("credentials.properties");
        Credentials first = Credentials.loadOrCreate(file);

        assertThat(Credentials.loadOrCreate(file)).isEqualTo(first);
        assertThat(first.databasePassword()).hasSize(40).isNotEqualTo(first.databaseAdminPassword());
    }

    @Test
    void onlyTheOwnerMayReadThem() throws Exception {
        Path file = folder.resolve("credentials.properties");
        Credentials.loadOrCreate(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecretSetByThePersonIsKeptAndTheOthersAreAdded() throws Exception {
        Path file = Files.writeString(folder.resolve("credentials.properties"), "object-store.secret-key=mine\n");

        Credentials credentials = Credentials.loadOrCreate(file);

        assertThat(credentials.objectStoreSecretKey()).isEqualTo("mine");
        assertThat(Credentials.loadOrCreate(file)).isEqualTo(credentials);
    }

    @Test
    void noSecretIsPrinted() {
        Credentials credentials = Credentials.loadOrCreate(folder.resolve("credentials.properties"));

        assertThat(credentials.toString()).doesNotContain(credentials.databasePassword());
    }
}
