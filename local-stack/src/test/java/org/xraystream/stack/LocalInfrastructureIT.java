package org.xraystream.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.javalin.Javalin;
import io.minio.errors.ErrorResponseException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One stack for all tests, since its start is what takes time; the restart comes last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalInfrastructureIT {
    private static final Path REGISTRY_HOME = Path.of("target", "apicurio");

    @TempDir
    static Path folder;

    private final List<PartProgress> progress = new CopyOnWriteArrayList<>();
    private LocalInfrastructure stack;
    private Traces traces;

    @BeforeAll
    void start() throws Exception {
        stack = LocalInfrastructure.start(settings(), progress::add);
        traces = new Traces(stack.endpoints());
        traces.leave();
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    private InfrastructureSettings settings() {
        return InfrastructureSettings.embedded(folder.resolve("data"), REGISTRY_HOME);
    }

    @Test
    void eachPartServesItsProtocol() throws Exception {
        traces.assertFound();
    }

    @Test
    void eachPartReportsItsProgress() {
        for (String part : List.of("kafka", "schema-registry", "object-store", "postgres")) {
            assertThat(progress)
                    .filteredOn(event -> event.part().equals(part))
                    .hasExactlyElementsOfTypes(PartProgress.Starting.class, PartProgress.Ready.class);
        }
    }

    @Test
    void everythingListensOnLoopbackOnly() throws Exception {
        Assumptions.assumeTrue(ListeningSockets.areVisible(), "skipped: this system has no /proc/self/net/tcp");
        long self = ProcessHandle.current().pid();
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();

        assertThat(ListeningSockets.of(self))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(LocalInfrastructureIT::isLoopback);
        Set<String> others = new TreeSet<>();
        for (ProcessHandle child : children) {
            others.addAll(ListeningSockets.of(child.pid()));
        }
        assertThat(others).hasSize(2).allMatch(LocalInfrastructureIT::isLoopback);
    }

    // 127.0.0.1 as IPv4, and as an IPv4 address mapped into IPv6
    private static boolean isLoopback(String address) {
        return address.startsWith("0100007F:") || address.startsWith("0000000000000000FFFF00000100007F:");
    }

    @Test
    void theObjectStoreRefusesAWrongSecret() throws Exception {
        assertThat(traces.bucketExists(stack.endpoints().objectStore().secretKey()))
                .isTrue();

        assertThatThrownBy(() -> traces.bucketExists("wrong"))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refused -> assertThat(refused.response().code()).isEqualTo(403));
    }

    @Test
    void theDatabaseRefusesAWrongPassword() {
        assertThatThrownBy(() -> traces.database("wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void theDatabaseKeepsWhatItCommits() throws Exception {
        assertThat(traces.query("SELECT current_setting('fsync')")).isEqualTo("on");
        assertThat(traces.query("SELECT current_setting('synchronous_commit')")).isEqualTo("on");
        assertThat(traces.query("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
    }

    @Test
    void theRegistryRefusesAnIncompatibleSchema() throws Exception {
        String idIsANumber = Traces.SCHEMA.replace("string", "long");

        assertThat(traces.registry().register(Traces.SUBJECT, idIsANumber).statusCode())
                .isEqualTo(409);
    }

    @Test
    void theRegistryDemandsFullCompatibilityWithEveryVersion() throws Exception {
        String withoutDefault = """
                {"type":"record","name":"Film","fields":[{"name":"id","type":"string"},{"name":"view","type":"string"}]}""";
        String withDefault = withoutDefault.replace("\"type\":\"string\"}]", "\"type\":\"string\",\"default\":\"\"}]");
        RegistryClient registry = traces.registry();
        assertThat(registry.register("full-value", Traces.SCHEMA).statusCode()).isEqualTo(200);

        assertThat(registry.register("full-value", withoutDefault).statusCode()).isEqualTo(409);
        assertThat(registry.register("full-value", withDefault).statusCode()).isEqualTo(200);
    }

    // s3proxy and Javalin both bring Jetty: they must not meet on the class path.
    @Test
    void aServiceRunsOnTheSameClassPath() throws Exception {
        Javalin service = Javalin.create(config -> config.routes.get("/", context -> context.result("here")))
                .start("127.0.0.1", 0);
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port()))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("here");
            traces.assertFound();
        } finally {
            service.stop();
        }
    }

    @Test
    void secretsAreReadableByTheirOwnerAlone() throws Exception {
        Path data = settings().dataDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("credentials.properties"))))
                .isEqualTo("rw-------");
        assertThat(stack.endpoints().toString())
                .doesNotContain(stack.endpoints().database().password())
                .doesNotContain(stack.endpoints().objectStore().secretKey());
    }

    @Test
    void aSecondStackOnTheSameDataDirectoryIsRefused() {
        assertThatThrownBy(() -> LocalInfrastructure.start(settings(), event -> {}))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining(settings().dataDirectory().toString())
                .hasMessageContaining("in use by another running stack");
    }

    @Test
    @Order(Integer.MAX_VALUE - 2)
    void aServerThatIsKilledIsAnnouncedAndStartedAgain() throws Exception {
        progress.clear();
        ProcessHandle postgres = ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/postgres"))
                .findFirst()
                .orElseThrow();

        assertThat(postgres.destroyForcibly()).isTrue();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> progress.stream().anyMatch(PartProgress.Ready.class::isInstance));
        assertThat(progress)
                .hasExactlyElementsOfTypes(
                        PartProgress.Ended.class, PartProgress.Starting.class, PartProgress.Ready.class)
                .allMatch(event -> event.part().equals("postgres"));
        assertThat(progress.get(0).line()).contains("exit status 137");
        traces.assertFound();
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void stateIsFoundAgainAfterARestart() throws Exception {
        InfrastructureEndpoints before = stack.endpoints();
        stack.close();
        stack = LocalInfrastructure.start(settings(), event -> {});
        traces = new Traces(stack.endpoints());

        assertThat(stack.endpoints()).isEqualTo(before);
        traces.assertFound();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void stateIsFoundAgainOnOtherPorts() throws Exception {
        String portBefore = stack.endpoints().kafka().bootstrapServers();
        stack.close();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        try (Stream<Path> files = Files.list(settings().dataDirectory())) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .contains("kafka", "postgres", "objects", "registry", "ports.properties");
        }
        Files.delete(settings().dataDirectory().resolve("ports.properties"));
        stack = LocalInfrastructure.start(settings(), event -> {});
        traces = new Traces(stack.endpoints());

        assertThat(stack.endpoints().kafka().bootstrapServers()).isNotEqualTo(portBefore);
        traces.assertFound();
    }
}
