package org.xraystream.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.xraystream.reading.RunningReadingRoom.json;
import static org.xraystream.sink.SampleEvents.START;
import static org.xraystream.sink.SampleEvents.correction;
import static org.xraystream.sink.SampleEvents.diagnosis;
import static org.xraystream.sink.SampleEvents.image;
import static org.xraystream.sink.SampleEvents.object;
import static org.xraystream.sink.SampleEvents.rejection;
import static org.xraystream.sink.SampleEvents.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xraystream.events.Finding;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ModelRole;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Priority;

final class ReadingRoomIT {
    @TempDir
    static Path folder;

    private static RunningReadingRoom room;

    @BeforeAll
    static void start() throws Exception {
        room = new RunningReadingRoom(folder.resolve("stack"));
    }

    @AfterAll
    static void stop() {
        room.close();
    }

    @BeforeEach
    void clear() throws Exception {
        room.clear();
    }

    @Test
    void aDiagnosisHasEverythingThatIsKnown() throws Exception {
        room.store(
                image("a", 0, Priority.URGENT),
                diagnosis("a", 1, Finding.UNCERTAIN, 0.52),
                correction("a", 9, Label.NORMAL));

        JsonNode reading = json(room.get("/v1/diagnoses/a"));

        assertThat(reading.at("/imageId").asText()).isEqualTo("a");
        assertThat(reading.at("/status").asText()).isEqualTo("DIAGNOSED");
        assertThat(reading.at("/finding").asText()).isEqualTo("UNCERTAIN");
        assertThat(reading.at("/reason").asText()).isEqualTo("NEAR_THRESHOLD");
        assertThat(reading.at("/probability").asDouble()).isEqualTo(0.52);
        assertThat(reading.at("/threshold").asDouble()).isEqualTo(0.5);
        assertThat(reading.at("/model/id").asText()).isEqualTo("chest-cnn");
        assertThat(reading.at("/model/sha256").asText()).isEqualTo("cd".repeat(32));
        assertThat(reading.at("/modelVersion").asText()).isEqualTo("1.0.0");
        assertThat(reading.at("/image").asText()).isEqualTo("/v1/diagnoses/a/image");
        assertThat(reading.at("/heatMap").asText()).isEqualTo("/v1/diagnoses/a/heatmap");
        assertThat(reading.at("/qualityFlags/0").asText()).isEqualTo("LOW_CONTRAST");
        assertThat(reading.at("/timings/inferenceMicros").asLong()).isEqualTo(4_000);
        assertThat(reading.at("/receivedAt").asText()).isEqualTo(START.toString());
        assertThat(reading.at("/diagnosedAt").asText())
                .isEqualTo(START.plusSeconds(1).toString());
        assertThat(reading.at("/priority").asText()).isEqualTo("URGENT");
        assertThat(reading.at("/source").asText()).isEqualTo("ward-3");
        assertThat(reading.at("/patientPseudonym").asText()).isEqualTo("patient-of-a");
        assertThat(reading.at("/label").asText()).isEqualTo("NORMAL");
        assertThat(reading.at("/corrections/0/comment").asText()).isEqualTo("Clear bases.");
        assertThat(reading.at("/rejection").isNull()).isTrue();
        assertThat(reading.at("/notice").asText()).startsWith("Not for diagnostic use");
    }

    @Test
    void aRejectionSaysWhy() throws Exception {
        room.store(image("a", 0, Priority.ROUTINE), rejection("a", 1));

        JsonNode reading = json(room.get("/v1/diagnoses/a"));

        assertThat(reading.at("/status").asText()).isEqualTo("REJECTED");
        assertThat(reading.at("/rejection/stage").asText()).isEqualTo("DECODE");
        assertThat(reading.at("/rejection/reasonCode").asText()).isEqualTo("CORRUPT");
        assertThat(reading.at("/rejection/message").asText()).isEqualTo("The JPEG ends early.");
        assertThat(reading.at("/rejection/retryable").asBoolean(true)).isFalse();
        assertThat(reading.at("/probability").isNull()).isTrue();
        assertProblem(room.get("/v1/diagnoses/a/fhir"), 404, "no-diagnosis");
    }

    @Test
    void aDiagnosisIsShownThoughItsImageIsNotInYet() throws Exception {
        room.store(diagnosis("a", 1, Finding.NORMAL, 0.1));

        JsonNode reading = json(room.get("/v1/diagnoses/a"));

        assertThat(reading.at("/finding").asText()).isEqualTo("NORMAL");
        assertThat(reading.at("/image").isNull()).isTrue();
        assertThat(reading.at("/patientPseudonym").asText()).isEqualTo("patient-of-a");
        assertThat(imageIds(json(room.get("/v1/diagnoses")))).containsExactly("a");
    }

    @Test
    void unknownAndUnreadImagesAreTwoProblems() throws Exception {
        room.store(image("a", 0, Priority.ROUTINE));

        assertProblem(room.get("/v1/diagnoses/a"), 404, "not-read-yet");
        assertProblem(room.get("/v1/diagnoses/b"), 404, "unknown-image");
        assertProblem(room.get("/v1/diagnoses/b/fhir"), 404, "unknown-image");
        assertProblem(room.get("/v1/diagnoses/b", "Prefer", "wait=1"), 404, "unknown-image");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWaitingRequestIsAnsweredByTheNotification(boolean diagnosed) throws Exception {
        room.store(image("a", 0, Priority.ROUTINE));
        CompletableFuture<HttpResponse<String>> answer = room.getLater("/v1/diagnoses/a", "Prefer", "wait=50");
        await().until(() -> room.gauge("reading_waiting") == 1);

        room.store(correction("a", 1, Label.NORMAL), diagnosis("other", 1, Finding.NORMAL, 0.2));
        room.store(diagnosed ? diagnosis("a", 2, Finding.NORMAL, 0.1) : rejection("a", 2));

        await().until(answer::isDone);
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().headers().firstValue("Preference-Applied")).contains("wait=50");
        assertThat(json(answer.join()).at("/status").asText()).isEqualTo(diagnosed ? "DIAGNOSED" : "REJECTED");
        assertThat(room.gauge("reading_waiting")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "urgent"})
    void pagesHaveNoGapsAndNoDoubles(String order) throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String imageId = String.format("image-%02d", i);
            room.store(image(imageId, i / 5, Priority.ROUTINE)); // five share each instant
            expected.add(imageId);
        }
        if ("newest".equals(order)) {
            Collections.reverse(expected);
        }

        List<String> seen = new ArrayList<>();
        JsonNode page = json(room.get("/v1/diagnoses?limit=7&order=" + order));
        seen.addAll(imageIds(page));
        room.store(image("late", "newest".equals(order) ? 99 : -99, Priority.ROUTINE)); // before what was shown
        while (!page.at("/next").isNull()) {
            page = json(room.get("/v1/diagnoses?limit=7&order=" + order + "&cursor="
                    + page.at("/next").asText()));
            seen.addAll(imageIds(page));
        }

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void theMostUrgentComesFirst() throws Exception {
        room.store(
                image("routine-normal", 0, Priority.ROUTINE),
                diagnosis("routine-normal", 1, Finding.NORMAL, 0.1),
                image("routine-pneumonia", 2, Priority.ROUTINE),
                diagnosis("routine-pneumonia", 3, Finding.PNEUMONIA, 0.9),
                image("urgent-normal", 4, Priority.URGENT),
                diagnosis("urgent-normal", 5, Finding.NORMAL, 0.1),
                image("urgent-uncertain", 6, Priority.URGENT),
                diagnosis("urgent-uncertain", 7, Finding.UNCERTAIN, 0.5),
                image("labelled", 0, Priority.URGENT),
                diagnosis("labelled", 1, Finding.PNEUMONIA, 0.9),
                correction("labelled", 2, Label.PNEUMONIA),
                image("pending", 0, Priority.ROUTINE));

        assertThat(imageIds(json(room.get("/v1/diagnoses?order=urgent"))))
                .containsExactly(
                        "urgent-uncertain",
                        "urgent-normal",
                        "routine-pneumonia",
                        "pending",
                        "routine-normal",
                        "labelled");
        assertThat(imageIds(json(room.get("/v1/diagnoses?finding=pneumonia&order=newest"))))
                .containsExactly("routine-pneumonia", "labelled");
        assertThat(imageIds(json(room.get("/v1/diagnoses?status=PENDING")))).containsExactly("pending");
    }

    @ParameterizedTest
    @CsvSource({
        "order=oldest, order",
        "finding=broken-rib, finding",
        "status=lost, status",
        "limit=0, limit",
        "limit=201, limit",
        "limit=many, limit",
        "cursor=nonsense, cursor",
        "colour=red, colour"
    })
    void aBadParameterIsNamed(String query, String parameter) throws Exception {
        HttpResponse<String> response = room.get("/v1/diagnoses?" + query);

        assertProblem(response, 400, "bad-parameter");
        assertThat(json(response).at("/detail").asText()).startsWith("The parameter " + parameter + " ");
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() throws Exception {
        room.store(image("a", 0, Priority.ROUTINE), image("b", 1, Priority.ROUTINE));
        String next = json(room.get("/v1/diagnoses?limit=1")).at("/next").asText();

        assertProblem(room.get("/v1/diagnoses?limit=1&order=urgent&cursor=" + next), 400, "bad-parameter");
    }

    @Test
    void aCorrectionBecomesAnEventWithoutTheReadersName() throws Exception {
        room.store(image("a", 0, Priority.ROUTINE), diagnosis("a", 1, Finding.PNEUMONIA, 0.9));

        HttpResponse<String> response = correct("a", """
                {"label": "NORMAL", "reader": "Dr. Ada Example", "comment": "Thymus."}""");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(room.producer().history()).hasSize(1);
        ProducerRecord<String, LabelCorrected> sent = room.producer().history().get(0);
        assertThat(sent.topic()).isEqualTo("xray.corrections");
        assertThat(sent.key()).isEqualTo("a");
        assertThat(sent.headers().lastHeader("traceparent")).isNotNull();
        LabelCorrected event = sent.value();
        assertThat(event.getEventId()).isEqualTo(json(response).at("/eventId").asText());
        assertThat(event.getImageId()).isEqualTo("a");
        assertThat(event.getLabel()).isEqualTo(Label.NORMAL);
        assertThat(event.getReaderPseudonym()).matches("[0-9a-f]{32}");
        assertThat(event.getModelResultSeen())
                .as("a reader who does not say has seen it")
                .isTrue();
        assertThat(event.getComment()).contains("Thymus.");
        assertThat(event.getSupersededDiagnosisId()).contains("diagnosis-a-1.0.0");
        assertThat(event.toString()).doesNotContain("Ada");

        correct("a", """
                {"label": "NORMAL", "reader": "Dr. Ada Example", "modelResultSeen": false}""");

        LabelCorrected blind = room.producer().history().get(1).value();
        assertThat(blind.getModelResultSeen()).isFalse();
        assertThat(blind.getReaderPseudonym()).isEqualTo(event.getReaderPseudonym());
        assertThat(blind.getEventId()).isNotEqualTo(event.getEventId());
    }

    @Test
    void aLabelBeforeTheReadingIsBlind() throws Exception {
        room.store(image("a", 0, Priority.ROUTINE));

        assertThat(correct("a", "{\"label\": \"PNEUMONIA\", \"reader\": \"R\"}").statusCode())
                .isEqualTo(202);
        assertThat(room.producer().history().get(0).value().getModelResultSeen())
                .isFalse();
        assertProblem(
                correct("a", "{\"label\": \"PNEUMONIA\", \"reader\": \"R\", \"modelResultSeen\": true}"),
                422,
                "bad-field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'label': 'NORMAL', 'reader': |400|malformed-json",
                "['NORMAL']|400|malformed-json",
                "{'reader': 'R'}|422|bad-field",
                "{'label': 'UNKNOWN', 'reader': 'R'}|422|bad-field",
                "{'label': 'NORMAL'}|422|bad-field",
                "{'label': 'NORMAL', 'reader': '  '}|422|bad-field",
                "{'label': 'NORMAL', 'reader': 7}|422|bad-field",
                "{'label': 'NORMAL', 'reader': 'R', 'modelResultSeen': 'yes'}|422|bad-field",
                "{'label': 'NORMAL', 'reader': 'R', 'coment': 'x'}|422|bad-field"
            })
    void aWrongCorrectionIsRefusedAndNothingIsSent(String body, int status, String kind) throws Exception {
        room.store(image("a", 0, Priority.ROUTINE), diagnosis("a", 1, Finding.NORMAL, 0.1));

        assertProblem(correct("a", body.replace('\'', '"')), status, kind);
        assertThat(room.producer().history()).isEmpty();
    }

    @Test
    void correctionsThatCanNotBeTakenSayWhy() throws Exception {
        String good = "{\"label\": \"NORMAL\", \"reader\": \"R\"}";
        String tooLong = "{\"label\": \"NORMAL\", \"reader\": \"R\", \"comment\": \"" + "x".repeat(2_001) + "\"}";
        room.store(image("a", 0, Priority.ROUTINE), diagnosis("a", 1, Finding.NORMAL, 0.1));

        assertProblem(correct("b", good), 404, "unknown-image");
        assertProblem(correct("a", tooLong), 422, "bad-field");
        assertProblem(room.post("/v1/diagnoses/a/corrections", "text/plain", good), 415, "unsupported-media-type");
        room.producer().sendException = new TimeoutException("no broker");
        assertProblem(correct("a", good), 503, "dependency-away");
    }

    @Test
    void picturesComeFromTheObjectStore() throws Exception {
        byte[] film = png(40, 20);
        ObjectReference filmReference = room.put("film", film);
        room.store(image("a", START, Priority.ROUTINE, filmReference), diagnosis("a", 1, Finding.PNEUMONIA, 0.9));

        HttpResponse<byte[]> image = room.getBytes("/v1/diagnoses/a/image");

        assertThat(image.body()).isEqualTo(film);
        assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(image.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(image.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        String tag = image.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo("\"" + filmReference.getSha256() + "\"");
        assertThat(room.getBytes("/v1/diagnoses/a/image", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void theHeatMapIsDrawnOverTheFilmFromTheEvidence() throws Exception {
        room.store(
                image("a", START, Priority.ROUTINE, room.put("film", png(40, 20))),
                diagnosis("a", 1, Finding.PNEUMONIA, 0.9));

        HttpResponse<byte[]> heatMap = room.getBytes("/v1/diagnoses/a/heatmap");

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(heatMap.body()));
        assertThat(picture.getWidth()).isEqualTo(40);
        assertThat(picture.getHeight()).isEqualTo(20);
        // all the evidence is in the right half
        assertThat(picture.getRGB(1, 10)).isEqualTo(0xFF000000);
        assertThat(new Color(picture.getRGB(38, 10)).getRed()).isGreaterThan(50);
        String tag = heatMap.headers().firstValue("ETag").orElseThrow();
        assertThat(room.getBytes("/v1/diagnoses/a/heatmap", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void picturesThatAreGoneOrAlteredAreProblems() throws Exception {
        ObjectReference stored = room.put("other", "bytes".getBytes(UTF_8));
        ObjectReference altered =
                new ObjectReference(stored.getBucket(), stored.getKey(), stored.getSize(), "00".repeat(32));
        room.store(
                image("gone", START, Priority.ROUTINE, object("never-stored")),
                diagnosis("gone", 1, Finding.PNEUMONIA, 0.9),
                image("altered", START, Priority.ROUTINE, altered));

        assertProblem(room.get("/v1/diagnoses/gone/image"), 404, "no-picture");
        assertProblem(room.get("/v1/diagnoses/gone/heatmap"), 404, "no-picture");
        assertProblem(room.get("/v1/diagnoses/unknown/image"), 404, "no-picture");
        assertProblem(room.get("/v1/diagnoses/altered/image"), 502, "picture-altered");
    }

    @Test
    void theReportIsAPreliminaryFhirDiagnosticReport() throws Exception {
        room.store(
                image("a", 0, Priority.ROUTINE),
                diagnosis("a", 1, Finding.PNEUMONIA, 0.91),
                diagnosis("b", 1, Finding.NORMAL, 0.02));

        HttpResponse<String> response = room.get("/v1/diagnoses/a/fhir");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/fhir+json"));
        JsonNode report = json(response);
        assertThat(report.at("/resourceType").asText()).isEqualTo("DiagnosticReport");
        assertThat(report.at("/status").asText()).isEqualTo("preliminary");
        assertThat(report.at("/category/0/coding/0/code").asText()).isEqualTo("RAD");
        assertThat(report.at("/code/coding/0/system").asText()).isEqualTo("http://loinc.org");
        assertThat(report.at("/subject/identifier/value").asText()).isEqualTo("patient-of-a");
        assertThat(report.at("/imagingStudy/0/identifier/value").asText()).isEqualTo("study-of-a");
        assertThat(report.at("/effectiveDateTime").asText()).isEqualTo(START.toString());
        assertThat(report.at("/conclusionCode/0/coding/0/code").asText()).isEqualTo("233604007");
        assertThat(report.at("/conclusion").asText()).contains("0.910", "Not for diagnostic use");
        assertThat(report.at("/text/div").asText()).contains("Not for diagnostic use");
        assertThat(report.at("/result/0/reference").asText())
                .isEqualTo("#" + report.at("/contained/0/id").asText());
        assertThat(report.at("/contained/0/valueQuantity/value").asDouble()).isEqualTo(0.91);

        JsonNode normal = json(room.get("/v1/diagnoses/b/fhir"));
        assertThat(normal.has("conclusionCode")).isFalse();
        assertThat(normal.has("effectiveDateTime")).isFalse();
    }

    @Test
    void eachModelVersionIsListedInItsLatestRole() throws Exception {
        room.store(
                release("1.0.0", 0, ModelRole.CHAMPION),
                release("1.1.0", 5, ModelRole.CHAMPION),
                release("1.0.0", 6, ModelRole.RETIRED));

        JsonNode models = json(room.get("/v1/models")).at("/models");

        assertThat(models).hasSize(2);
        assertThat(models.at("/0/version").asText()).isEqualTo("1.0.0");
        assertThat(models.at("/0/role").asText()).isEqualTo("RETIRED");
        assertThat(models.at("/1/role").asText()).isEqualTo("CHAMPION");
        assertThat(models.at("/1/metrics/auroc").asDouble()).isEqualTo(0.97);
    }

    @Test
    void newResultsAreFollowedAsServerSentEvents() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpRequest request = HttpRequest.newBuilder(room.uri("/v1/events"))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> stream = room.client().send(request, BodyHandlers.ofInputStream());
        try (InputStream in = stream.body()) {
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() ->
                    new BufferedReader(new InputStreamReader(in, UTF_8)).lines().forEach(lines::add));
            await().until(() -> room.gauge("reading_followers") >= 1);

            room.store(diagnosis("a", 1, Finding.NORMAL, 0.1), rejection("b", 1), correction("a", 2, Label.NORMAL));

            await().until(() ->
                    lines.containsAll(List.of("event: diagnosis", "event: rejection", "event: correction")));
            assertThat(lines).anyMatch(line -> line.startsWith("data: ") && line.contains("\"imageId\": \"b\""));
            assertThat(reading).isNotDone();
        }
    }

    @Test
    void thePageIsServedAndMayLoadNothingFromElsewhere() throws Exception {
        for (String path : List.of("/", "/page.js", "/page.css", "/elements.js", "/icon.svg", "/openapi.yaml")) {
            HttpResponse<String> response = room.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        }
    }

    @Test
    void everyOperationOfTheDescriptionIsThere() throws Exception {
        JsonNode paths =
                new YAMLMapper().readTree(room.get("/openapi.yaml").body()).at("/paths");

        assertThat(paths).hasSize(8);
        for (var path : paths.properties()) {
            String url = path.getKey().replace("{imageId}", "nobody");
            HttpResponse<String> response = path.getValue().has("post")
                    ? room.post(url, "application/json", "{\"label\": \"NORMAL\", \"reader\": \"R\"}")
                    : room.get(url);
            assertThat(response.body()).as(path.getKey()).doesNotContain("about:blank");
            assertThat(path.getValue().findValuesAsText("operationId")).hasSize(1);
        }
    }

    @Test
    void readinessNamesEveryDependency() throws Exception {
        HttpResponse<String> ready = room.get("/health/ready");

        assertThat(json(ready).at("/dependencies").properties())
                .extracting(entry -> entry.getKey())
                .containsExactlyInAnyOrder("database", "kafka", "object-store", "result-feed");
        assertThat(json(ready).at("/dependencies/database").asText()).isEqualTo("up");
        assertThat(json(ready).at("/dependencies/result-feed").asText()).isEqualTo("up");
    }

    private static HttpResponse<String> correct(String imageId, String body) throws IOException, InterruptedException {
        return room.post("/v1/diagnoses/" + imageId + "/corrections", "application/json", body);
    }

    private static List<String> imageIds(JsonNode page) {
        return page.at("/items").findValuesAsText("imageId");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String kind) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(response).at("/type").asText()).isEqualTo("/problems/" + kind);
    }
}
