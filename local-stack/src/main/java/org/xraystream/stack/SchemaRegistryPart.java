package org.xraystream.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Apicurio Registry with Confluent's API, in a JVM of its own (its libraries do not go with ours), storing into an H2
 * file. Every accepted schema is on disk before it is answered ({@code WRITE_DELAY=0}), so ids survive a kill. New
 * versions must be FULL_TRANSITIVE compatible unless a subject says otherwise.
 */
final class SchemaRegistryPart implements Part<SchemaRegistryEndpoint> {
    static final String NAME = "schema-registry";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

    private final Path home;
    private final Path folder;
    private final int port;
    private final SchemaRegistryEndpoint endpoint;
    private ChildProcess server;

    SchemaRegistryPart(Path home, Path folder, int port) {
        this.home = home;
        this.folder = folder;
        this.port = port;
        this.endpoint = new SchemaRegistryEndpoint(URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SchemaRegistryEndpoint start() throws IOException, InterruptedException {
        Path runner = runnerJar();
        ChildProcess.stopLeftOver(NAME, folder);
        server = ChildProcess.start(NAME, command(runner), "TERM", folder);
        server.awaitAnswer(START_LIMIT, this::answers);
        return endpoint;
    }

    private Path runnerJar() throws IOException {
        if (Files.isDirectory(home)) {
            try (Stream<Path> files = Files.list(home)) {
                return files.filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
                        .findFirst()
                        .orElseThrow(this::notUnpacked);
            }
        }
        throw notUnpacked();
    }

    private InfrastructureException notUnpacked() {
        return new InfrastructureException(
                "There is no unpacked schema registry in " + home + ": build the local-stack module first.");
    }

    // C1 only and the serial collector: a registry for one machine starts in about half the time and never needs more.
    // The data sources "blue" and "green" are Apicurio's in-memory ones for other kinds of storage.
    private List<String> command(Path runner) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-Dapicurio.import.work-dir=" + temporary,
                "-Dapicurio.storage.snapshot.location=" + temporary,
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.http.access-log.enabled=false",
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=h2",
                // relative, since a path with a semicolon would end the address
                "-Dapicurio.datasource.url=jdbc:h2:file:./schemas;WRITE_DELAY=0",
                "-Dapicurio.datasource.jdbc.initial-size=1",
                "-Dapicurio.datasource.jdbc.min-size=1",
                "-Dapicurio.datasource.jdbc.max-size=16",
                "-Dapicurio.datasource.blue.jdbc.initial-size=0",
                "-Dapicurio.datasource.blue.jdbc.min-size=0",
                "-Dapicurio.datasource.green.jdbc.initial-size=0",
                "-Dapicurio.datasource.green.jdbc.min-size=0",
                "-Dapicurio.rules.global.compatibility=FULL_TRANSITIVE",
                "-jar",
                runner.toAbsolutePath().toString());
    }

    private boolean answers() {
        try {
            URI subjects = URI.create(endpoint.url() + "/subjects");
            HttpURLConnection request = (HttpURLConnection) subjects.toURL().openConnection();
            request.setConnectTimeout((int) PROBE_LIMIT.toMillis());
            request.setReadTimeout((int) PROBE_LIMIT.toMillis());
            try {
                return request.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                request.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
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
