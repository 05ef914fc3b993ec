package org.xraystream.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

/**
 * A PostgreSQL server in a process of its own, with a database that belongs to a role without privileges. A commit is
 * on disk before it is answered. Every connection needs a password (SCRAM), from the first moment on.
 */
final class PostgresPart implements Part<DatabaseEndpoint> {
    static final String NAME = "postgres";
    private static final String OWNER = "xraystream";
    private static final String DATABASE = "xraystream";
    private static final String ADMIN = "postgres";
    private static final String WRONG_PASSWORD = "28P01"; // SQLSTATE invalid_password
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int CONNECT_LIMIT_SECONDS = 5;

    private final Path folder;
    private final Path data;
    private final int port;
    private final Credentials credentials;
    private ChildProcess server;

    PostgresPart(Path folder, int port, Credentials credentials) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.port = port;
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DatabaseEndpoint start() throws IOException, InterruptedException, SQLException {
        Path programs = PostgresBinaries.unpackInto(folder).resolve("bin");
        ChildProcess.stopLeftOver(NAME, folder);
        if (Files.isDirectory(data)) {
            requireSameMajorVersion(programs);
            removeStaleLock();
        } else {
            createCluster(programs);
        }
        startServer(programs);
        provideDatabase();
        return new DatabaseEndpoint(url(DATABASE), OWNER, credentials.databasePassword());
    }

    private void requireSameMajorVersion(Path programs) throws IOException, InterruptedException {
        String written = Files.readString(data.resolve("PG_VERSION")).strip();
        Process process = new ProcessBuilder(programs.resolve("postgres").toString(), "--version").start();
        String version;
        try (var output = process.inputReader()) {
            version = Optional.ofNullable(output.readLine()).orElse("");
        }
        process.waitFor();
        if (!version.contains(" " + written + ".")) {
            throw new InfrastructureException("The database files in " + data + " were written by PostgreSQL " + written
                    + ", which " + version + " cannot open: dump them with that version, or choose another data"
                    + " directory.");
        }
    }

    // A killed server leaves its lock behind, with which PostgreSQL makes sure that no process of that server lives on.
    // It takes the lock for a live server's if another program has got the same id since: only then it is removed here.
    private void removeStaleLock() throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        String holder = Files.readAllLines(lock).stream().findFirst().orElse("").strip();
        Optional<ProcessHandle> process = holder.matches("\\d{1,18}")
                ? ProcessHandle.of(Long.parseLong(holder)).filter(ProcessRecord::runs)
                : Optional.empty();
        if (process.filter(PostgresPart::isPostgres).isPresent()) {
            throw new InfrastructureException(
                    "The PostgreSQL server with process id " + holder + " is using " + data + ": stop it first.");
        }
        if (process.isPresent()) {
            Files.delete(lock);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    // Made aside and then renamed: a first start that is cut short leaves no half-made cluster.
    private void createCluster(Path programs) throws IOException, InterruptedException {
        Path fresh = folder.resolve("data.new");
        FileTree.delete(fresh);
        Path password = SecretFile.create(folder.resolve("admin-password"), credentials.databaseAdminPassword());
        Path log = folder.resolve("initdb.log");
        try {
            int status = new ProcessBuilder(UserNamespace.unprivileged(List.of(
                            programs.resolve("initdb").toString(),
                            "--pgdata=" + fresh,
                            "--username=" + ADMIN,
                            "--auth=scram-sha-256",
                            "--pwfile=" + password,
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            "--no-instructions")))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new InfrastructureException("PostgreSQL could not create its files in " + data + ": see " + log);
            }
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void startServer(Path programs) throws IOException, InterruptedException {
        List<String> command = UserNamespace.unprivileged(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on"));
        server = ChildProcess.start(NAME, command, "INT", folder); // INT: stop now, without waiting for clients to go
        server.awaitAnswer(START_LIMIT, this::answers);
    }

    // A refused password is an answer too: provideDatabase reports it.
    private boolean answers() {
        try (Connection admin = connectAsAdmin()) {
            return admin.isValid(CONNECT_LIMIT_SECONDS);
        } catch (SQLException e) {
            return WRONG_PASSWORD.equals(e.getSQLState());
        }
    }

    private void provideDatabase() throws SQLException {
        try (Connection admin = connectAsAdmin()) {
            PostgresDatabase.provide(admin, DATABASE, OWNER, credentials.databasePassword());
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                throw new InfrastructureException(
                        "PostgreSQL refuses the administrator's password, since the files in " + data
                                + " were made with another: restore their credentials.properties, or choose another"
                                + " data directory.",
                        e);
            }
            throw e;
        }
    }

    private Connection connectAsAdmin() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", ADMIN);
        properties.setProperty("password", credentials.databaseAdminPassword());
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_LIMIT_SECONDS));
        return DriverManager.getConnection(url("postgres"), properties);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public CompletableFuture<String> ended() {
        return server.ended();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
