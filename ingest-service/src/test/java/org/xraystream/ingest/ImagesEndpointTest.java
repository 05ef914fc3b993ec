package org.xraystream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xraystream.events.ImageReceived;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.HttpServer;
import org.xraystream.service.HttpSettings;
import org.xraystream.service.Metrics;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Problem;
import org.xraystream.service.Pseudonyms;
import org.xraystream.service.Settings;

/** Bad requests, each with its own problem; and an object store that is away, which is no fault of the image. */
final class ImagesEndpointTest {
    private static final int MAX_BYTES = 100_000;
    private static final String BOUNDARY = "boundary";

    private final MockProducer<String, ImageReceived> producer = new MockProducer<>();
    private PrometheusMeterRegistry metrics;
    private ObjectStore awayStore;
    private HttpServer server;

    @BeforeEach
    void start() {
        // port 1 of loopback: nothing listens there
        Settings settings = Settings.load(
                Optional.empty(),
                Map.of(
                        "XRAYSTREAM_OBJECT_STORE_ENDPOINT", "http://127.0.0.1:1",
                        "XRAYSTREAM_OBJECT_STORE_ACCESS_KEY", "access",
                        "XRAYSTREAM_OBJECT_STORE_SECRET_KEY", "secret",
                        "XRAYSTREAM_PSEUDONYMS_KEY", "0123456789abcdef"));
        metrics = Metrics.forService("ingest-service");
        awayStore = ObjectStore.connect(ObjectStoreSettings.from(settings));
        ImageIntake intake = new ImageIntake(
                awayStore,
                "xray-images",
                new EventPublisher<>(Topics.IMAGES, producer),
                Pseudonyms.from(settings),
                40_000_000,
                metrics);
        IngestSettings ingest = new IngestSettings(
                new HttpSettings("127.0.0.1", 0), MAX_BYTES, 40_000_000, 4, URI.create("http://127.0.0.1:8080"));
        server =
                HttpServer.start(ingest.http(), List.of(), metrics, new ImagesEndpoint(intake, ingest, metrics)::addTo);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        awayStore.close();
        metrics.close();
    }

    @Test
    void emptyBody() throws Exception {
        assertProblem(post("image/jpeg", new byte[0]), 400, "empty-image");
    }

    @Test
    void text() throws Exception {
        assertProblem(post("image/jpeg", "not an image".getBytes(StandardCharsets.UTF_8)), 422, "not-an-image");
    }

    @Test
    void truncatedJpeg() throws Exception {
        byte[] jpeg = image("jpeg");
        assertProblem(post("image/jpeg", Arrays.copyOf(jpeg, jpeg.length / 2)), 422, "truncated-image");
    }

    @Test
    void headerThatClaimsTooManyPixels() throws Exception {
        assertProblem(post("image/png", pngOfSize(50_000, 50_000)), 422, "too-many-pixels");
    }

    @Test
    void unsupportedMediaType() throws Exception {
        assertProblem(post("text/plain", image("jpeg")), 415, "unsupported-media-type");
    }

    @Test
    void missingMediaType() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(images())
                .POST(BodyPublishers.ofByteArray(image("jpeg")))
                .build();
        assertProblem(send(request), 415, "missing-media-type");
    }

    @Test
    void mediaTypeThatIsNotThatOfTheBytes() throws Exception {
        assertProblem(post("image/png", image("jpeg")), 415, "media-type-mismatch");
    }

    @Test
    void overTheSizeLimitWhetherTheLengthIsDeclaredOrNot() throws Exception {
        byte[] large = new byte[MAX_BYTES + 1];
        assertProblem(post("image/jpeg", large), 413, "too-large");
        HttpRequest chunked = HttpRequest.newBuilder(images())
                .header("Content-Type", "image/jpeg")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large)))
                .build();
        assertProblem(send(chunked), 413, "too-large");
    }

    @Test
    void formWithoutAnImage() throws Exception {
        String form = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nward 3\r\n--"
                + BOUNDARY + "--\r\n";
        assertProblem(
                post("multipart/form-data; boundary=" + BOUNDARY, form.getBytes(StandardCharsets.UTF_8)),
                400,
                "missing-image");
    }

    @Test
    void wrongPriority() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(images())
                .header("Content-Type", "image/jpeg")
                .header("Xraystream-Priority", "yesterday")
                .POST(BodyPublishers.ofByteArray(image("jpeg")))
                .build();
        HttpResponse<String> response = send(request);
        assertProblem(response, 400, "wrong-metadata");
        assertThat(response.body()).contains("yesterday").contains("URGENT");
    }

    @Test
    void aStoreThatIsAwayIsOursAndNothingIsAnnounced() throws Exception {
        HttpResponse<String> response = post("image/jpeg", image("jpeg"));

        assertProblem(response, 503, "unavailable");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void everyRequestIsCountedOnce() throws Exception {
        post("image/jpeg", new byte[0]);
        post("text/plain", image("jpeg"));
        post("image/jpeg", image("jpeg"));

        assertThat(count("rejected")).isEqualTo(2);
        assertThat(count("failed")).isEqualTo(1);
        assertThat(count("accepted")).isZero();
    }

    @Test
    void theContractIsServed() throws Exception {
        HttpRequest get =
                HttpRequest.newBuilder(images().resolve("/openapi.yaml")).build();
        assertThat(send(get).body()).contains("operationId: submitImage");
    }

    private double count(String outcome) {
        return metrics.find("ingest.images").tag("outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String kind) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(Problem.MEDIA_TYPE));
        JsonNode problem = HttpServer.json().readTree(response.body());
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + kind);
        assertThat(problem.get("detail").asText()).isNotBlank();
    }

    private HttpResponse<String> post(String mediaType, byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(images())
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        return http.send(request, BodyHandlers.ofString());
    }

    private URI images() {
        return URI.create("http://127.0.0.1:" + server.port() + "/v1/images");
    }

    private static byte[] image(String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY), format, bytes);
        return bytes.toByteArray();
    }

    /** A whole PNG whose header claims a size that its few bytes could never fill. */
    private static byte[] pngOfSize(int width, int height) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
        writeChunk(png, "IHDR", header);
        writeChunk(png, "IDAT", new byte[] {0});
        writeChunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void writeChunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(name);
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
