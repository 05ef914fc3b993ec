package org.xraystream.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier run, or a person, may leave behind in the data directory. */
class PostgresPartIT {
    private static final Credentials CREDENTIALS = new Credentials("owner", "admin", "unused");

    // shared: making the cluster is what takes time
    @TempDir
    static Path folder;

    private int port;

    @BeforeEach
    void makeTheCluster() throws Exception {
        port = new Ports(folder.resolve("ports.properties")).chosen("postgres");
        if (!Files.exists(folder.resolve("data"))) {
            startAndStop(CREDENTIALS);
        }
    }

    private void startAndStop(Credentials credentials) throws Exception {
        try (PostgresPart postgres = new PostgresPart(folder, port, credentials)) {
            postgres.start();
        }
    }

    @Test
    void aLockWhoseProcessIdBelongsToAnotherProgramIsStale() throws Exception {
        Path lock = folder.resolve("data/postmaster.pid");
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(lock, stranger.pid() + "\n" + folder.resolve("data") + "\n");

            startAndStop(CREDENTIALS);

            assertThat(lock).doesNotExist();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void filesOfAnotherMajorVersionAreNamed() throws Exception {
        Path version = folder.resolve("data/PG_VERSION");
        String real = Files.readString(version);
        Files.writeString(version, "12\n");
        try {
            assertThatThrownBy(() -> startAndStop(CREDENTIALS))
                    .isInstanceOf(InfrastructureException.class)
                    .hasMessageContaining(
                            "were written by PostgreSQL 12, which postgres (PostgreSQL) " + real.strip() + ".");
        } finally {
            Files.writeString(version, real);
        }
    }

    @Test
    void otherCredentialsThanTheFilesWereMadeWithAreNamed() {
        Credentials others = new Credentials("owner", "not the one", "unused");

        assertThatThrownBy(() -> startAndStop(others))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining("refuses the administrator's password");
    }

    @Test
    void aClusterThatWasNeverFinishedIsMadeAgain() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createDirectories(elsewhere.resolve("data.new/base"));

        try (PostgresPart postgres = new PostgresPart(elsewhere, port, CREDENTIALS)) {
            assertThat(postgres.start().jdbcUrl()).endsWith(":" + port + "/xraystream");
        }
        assertThat(elsewhere.resolve("data.new")).doesNotExist();
        assertThat(elsewhere.resolve("admin-password")).doesNotExist();
    }
}
