import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;

/**
 * Starts Apicurio Registry as Confluent's environment variables say, and hands on to it what comes in: Confluent's API
 * is at the root here and under a path there.
 */
final class SchemaRegistry {
    private static final int INSIDE = 18_081;
    private static final String REGISTRY = "http://127.0.0.1:" + INSIDE;
    private static final String API = REGISTRY + "/apis/ccompat/v7";
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static volatile boolean ready;

    private SchemaRegistry() {}

    public static void main(String[] arguments) throws Exception {
        Process registry = new ProcessBuilder(command()).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(registry)));
        URI listener = URI.create(environment("LISTENERS", "http://0.0.0.0:8081").split(",")[0].strip());
        HttpServer server = HttpServer.create(new InetSocketAddress(listener.getHost(), listener.getPort()), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", SchemaRegistry::handOn);
        server.start();
        System.exit(registry.waitFor());
    }

    private static String environment(String name, String otherwise) {
        return System.getenv().getOrDefault("SCHEMA_REGISTRY_" + name, otherwise);
    }

    private static List<String> command() throws IOException {
        String brokers = System.getenv("SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS");
        if (brokers == null) {
            throw new IllegalArgumentException("SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS has to be set.");
        }
        String topic = environment("KAFKASTORE_TOPIC", "_schemas");
        Path temporary = Files.createTempDirectory("registry");
        Path runner;
        try (var files = Files.list(Path.of("/opt/registry"))) {
            runner = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(List.of(environment("HEAP_OPTS", "-Xmx256m").split(" ")));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-Dapicurio.import.work-dir=" + temporary,
                "-Dapicurio.storage.snapshot.location=" + temporary,
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + INSIDE,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.http.access-log.enabled=false",
                "-Dapicurio.storage.kind=kafkasql",
                "-Dapicurio.kafkasql.bootstrap.servers=" + brokers.replaceAll("[A-Z_]+://", ""),
                "-Dapicurio.kafkasql.topic=" + topic,
                "-Dapicurio.kafkasql.snapshots.topic=" + topic + "-snapshots",
                "-Dapicurio.kafkasql.consumer.poll.timeout=1000",
                "-Dapicurio.rules.global.compatibility="
                        + environment("SCHEMA_COMPATIBILITY_LEVEL", "backward").toUpperCase(Locale.ROOT),
                "-jar",
                runner.toString()));
        return command;
    }

    private static void stop(Process registry) {
        registry.destroy();
        registry.onExit().join();
    }

    private static void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isReady()) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            HttpResponse<byte[]> answer = ask(exchange);
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException notUp) {
            exchange.sendResponseHeaders(503, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Before it has read its topic to the end, Apicurio answers as if there were no schemas.
    private static boolean isReady() throws IOException, InterruptedException {
        if (!ready) {
            HttpRequest question = HttpRequest.newBuilder(URI.create(REGISTRY + "/health/ready"))
                    .timeout(ANSWER_LIMIT)
                    .build();
            ready = CLIENT.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
        return ready;
    }

    // The root, which Confluent's server answers with nothing, says here whether the registry is ready.
    private static HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(API + ("/".equals(path) ? "/subjects" : path)))
                .timeout(ANSWER_LIMIT)
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        for (String name : List.of("Content-Type", "Accept")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
