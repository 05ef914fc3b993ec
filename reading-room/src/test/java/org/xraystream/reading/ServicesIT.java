package org.xraystream.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.events.Finding;
import org.xraystream.events.Priority;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.HttpServer;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.RunningService;
import org.xraystream.service.Settings;
import org.xraystream.service.Shutdown;
import org.xraystream.service.TraceContext;
import org.xraystream.sink.ResultsSink;
import org.xraystream.sink.SampleEvents;
import org.xraystream.teststack.Server;
import org.xraystream.teststack.TestServers;

/** results-sink and reading-room as they are started in earnest, on a real broker and a real schema registry. */
final class ServicesIT {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aResultIsStoredShownCorrectedAndTheCorrectionStored() throws Exception {
        try (Shutdown running = new Shutdown()) {
            Settings settings = settings(running.add(TestServers.start(folder.resolve("stack"), Server.values())));
            RunningService sink = running.add(ResultsSink.start(settings));
            RunningService room = running.add(ReadingRoom.start(settings));
            String reading = "http://127.0.0.1:" + room.port() + "/v1/diagnoses/a";
            CompletableFuture<HttpResponse<String>> waiting = client.sendAsync(
                    HttpRequest.newBuilder(URI.create(reading))
                            .header("Prefer", "wait=60")
                            .build(),
                    BodyHandlers.ofString());

            KafkaSettings kafka = KafkaSettings.from(settings);
            publishGarbage(kafka);
            publish(kafka, Topics.IMAGES, SampleEvents.image("a", 0, Priority.URGENT));
            publish(kafka, Topics.DIAGNOSES, SampleEvents.diagnosis("a", 1, Finding.PNEUMONIA, 0.9));

            await().atMost(Duration.ofSeconds(50)).until(waiting::isDone);
            assertThat(waiting.join().statusCode()).isEqualTo(200);
            assertThat(json(waiting.join()).at("/finding").asText()).isEqualTo("PNEUMONIA");

            HttpResponse<String> corrected = client.send(
                    HttpRequest.newBuilder(URI.create(reading + "/corrections"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"label\": \"NORMAL\", \"reader\": \"R\"}"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(corrected.statusCode()).isEqualTo(202);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> "NORMAL".equals(json(get(reading)).at("/label").asText()));
            assertThat(json(get(reading)).at("/corrections/0/eventId").asText())
                    .isEqualTo(json(corrected).at("/eventId").asText());
            for (int port : new int[] {sink.port(), room.port()}) {
                assertThat(get("http://127.0.0.1:" + port + "/health/ready").statusCode())
                        .isEqualTo(200);
            }
            String metrics = get("http://127.0.0.1:" + sink.port() + "/metrics").body();
            assertThat(metrics).containsPattern("sink_records_total\\{.*dead_letter.*xray.diagnoses.*} 1.0");
        }
    }

    private static Settings settings(TestServers servers) {
        Map<String, String> own = new HashMap<>(servers.settings());
        own.put("pseudonyms.key", "a key of the tests only");
        own.put("results-sink.http.port", "0");
        own.put("reading-room.http.port", "0");
        return Settings.load(Optional.empty(), Map.of()).with(own);
    }

    private static <V extends SpecificRecord> void publish(KafkaSettings kafka, Topic<V> topic, V event)
            throws Exception {
        try (EventPublisher<V> publisher = EventPublisher.connect(topic, kafka, "test")) {
            publisher.publish("a", event, TraceContext.root());
        }
    }

    /** Well-formed on the outside, but of a schema that the registry has never seen: it must not stop the others. */
    private static void publishGarbage(KafkaSettings kafka) throws Exception {
        byte[] unknownSchema = {0, 0x70, 0, 0, 1, 2, 3};
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                kafka.clientProperties(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.DIAGNOSES.name(), "a", unknownSchema))
                    .get();
        }
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return HttpServer.json().readTree(response.body());
    }
}
