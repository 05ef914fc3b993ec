package org.xraystream.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.xraystream.reading.RunningReadingRoom.assertProblem;
import static org.xraystream.reading.RunningReadingRoom.imageIds;
import static org.xraystream.reading.RunningReadingRoom.json;
import static org.xraystream.sink.SampleEvents.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.Finding;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.Priority;
import org.xraystream.events.Selection;
import org.xraystream.sink.SampleEvents;

/** No way leads to the model's result of an image of the sample before its blind read. */
@ExtendWith(SharedRoom.class)
final class BlindAuditIT {
    private final RunningReadingRoom room;
    private final Instant now = Instant.now();
    private final String drawn;
    private final String other;

    BlindAuditIT(RunningReadingRoom room) {
        this.room = room;
        this.drawn = room.ids(true, 1).get(0);
        this.other = room.ids(false, 1).get(0);
    }

    @Test
    void theDatabaseDrawsWhatTheServiceDraws() throws Exception {
        List<String> ids = IntStream.range(0, 300).mapToObj(i -> "film-" + i).toList();
        room.store(ids.stream()
                .flatMap(id -> Stream.of(image(id, now, Priority.ROUTINE), diagnosis(id, Finding.NORMAL, 0.1)))
                .toArray(SpecificRecord[]::new));

        Set<String> hidden = Set.copyOf(imageIds(json(room.get("/v1/diagnoses?limit=200&status=awaiting_blind_read"))));

        Set<String> expected = ids.stream().filter(room.sample()::draws).collect(Collectors.toSet());
        assertThat(expected).hasSizeBetween(30, 90);
        assertThat(hidden).isEqualTo(expected);
    }

    @Test
    void theResultIsShownNowhere() throws Exception {
        room.store(image(drawn, now, Priority.ROUTINE), diagnosis(drawn, Finding.PNEUMONIA, 0.987));

        HttpResponse<String> answer = room.get("/v1/diagnoses/" + drawn, "Prefer", "wait=30");
        JsonNode reading = json(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(reading.at("/status").asText()).isEqualTo("AWAITING_BLIND_READ");
        assertThat(reading.at("/image").asText()).isEqualTo("/v1/diagnoses/" + drawn + "/image");
        for (String field : List.of("finding", "reason", "probability", "threshold", "heatMap", "model", "timings")) {
            assertThat(reading.get(field).isNull()).as(field).isTrue();
        }
        assertThat(reading.at("/qualityFlags")).isEmpty();
        assertThat(reading.at("/notice").asText()).startsWith("Not for diagnostic use");
        for (String list : List.of("/v1/diagnoses", "/v1/diagnoses?order=urgent", "/v1/audit/next")) {
            String body = room.get(list).body();
            assertThat(body).as(list).contains(drawn).doesNotContain("PNEUMONIA", "0.987");
        }
        assertProblem(room.get("/v1/diagnoses/" + drawn + "/fhir"), 404, "awaiting-blind-read");
        assertProblem(room.get("/v1/diagnoses/" + drawn + "/heatmap"), 404, "awaiting-blind-read");
    }

    @Test
    void neitherFiltersNorOrdersNorCursorsTellOfTheResult() throws Exception {
        List<String> ids = room.ids(true, 3);
        room.store(
                image(ids.get(0), now, Priority.ROUTINE),
                diagnosis(ids.get(0), Finding.NORMAL, 0.1),
                image(ids.get(1), now.plusSeconds(1), Priority.ROUTINE),
                diagnosis(ids.get(1), Finding.PNEUMONIA, 0.9),
                image(ids.get(2), now.plusSeconds(2), Priority.ROUTINE),
                diagnosis(ids.get(2), Finding.UNCERTAIN, 0.5),
                image(other, now, Priority.ROUTINE),
                diagnosis(other, Finding.PNEUMONIA, 0.9));

        assertThat(imageIds(json(room.get("/v1/diagnoses?finding=pneumonia")))).containsExactly(other);
        assertThat(imageIds(json(room.get("/v1/diagnoses?status=diagnosed")))).containsExactly(other);
        assertThat(imageIds(json(room.get("/v1/diagnoses?order=urgent"))))
                .containsExactly(other, ids.get(0), ids.get(1), ids.get(2));
        JsonNode page = json(room.get("/v1/diagnoses?order=urgent&limit=2"));
        assertThat(imageIds(json(room.get("/v1/diagnoses?order=urgent&limit=2&cursor="
                        + page.at("/next").asText()))))
                .containsExactly(ids.get(1), ids.get(2));
        String cursor = json(room.get("/v1/diagnoses?limit=1")).at("/next").asText();
        assertThat(new String(Base64.getUrlDecoder().decode(cursor), UTF_8)).startsWith("NEWEST|0|");
    }

    @Test
    void afterTheFirstLabelEverythingIsShown() throws Exception {
        room.store(image(drawn, now, Priority.ROUTINE), diagnosis(drawn, Finding.PNEUMONIA, 0.9));

        HttpResponse<String> labelled = room.correct(drawn, "{\"label\": \"NORMAL\", \"reader\": \"R\"}");
        LabelCorrected event = room.producer().history().get(0).value();
        room.store(event);

        assertThat(labelled.statusCode()).isEqualTo(202);
        assertThat(event.getSelection()).isEqualTo(Selection.AUDIT);
        assertThat(event.getModelResultSeen()).isFalse();
        assertThat(event.getSupersededDiagnosisId()).contains("diagnosis-" + drawn + "-1.0.0");
        JsonNode reading = json(room.get("/v1/diagnoses/" + drawn));
        assertThat(reading.at("/status").asText()).isEqualTo("DIAGNOSED");
        assertThat(reading.at("/probability").asDouble()).isEqualTo(0.9);
        assertThat(reading.at("/corrections/0/selection").asText()).isEqualTo("AUDIT");
        assertThat(room.get("/v1/diagnoses/" + drawn + "/fhir").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyCanClaimToHaveSeenWhatIsHidden() throws Exception {
        room.store(image(drawn, now, Priority.ROUTINE), diagnosis(drawn, Finding.PNEUMONIA, 0.9));

        HttpResponse<String> refused =
                room.correct(drawn, "{\"label\": \"NORMAL\", \"reader\": \"R\", \"modelResultSeen\": true}");

        assertProblem(refused, 422, "bad-field");
        assertThat(json(refused).at("/detail").asText()).contains("modelResultSeen", "blind read");
        assertThat(room.producer().history()).isEmpty();
    }

    @Test
    void careComesFirst() throws Exception {
        List<String> ids = room.ids(true, 3);
        room.store(
                image(ids.get(0), now, Priority.URGENT),
                diagnosis(ids.get(0), Finding.PNEUMONIA, 0.9),
                image(ids.get(1), now.minus(Duration.ofHours(25)), Priority.ROUTINE),
                diagnosis(ids.get(1), Finding.PNEUMONIA, 0.9),
                image(ids.get(2), now, Priority.ROUTINE),
                SampleEvents.rejection(ids.get(2), 1));

        assertThat(status(ids.get(0))).as("urgent").isEqualTo("DIAGNOSED");
        assertThat(status(ids.get(1))).as("patience is over").isEqualTo("DIAGNOSED");
        assertThat(status(ids.get(2))).as("nothing to hide").isEqualTo("REJECTED");
    }

    @Test
    void untilTheImageIsInNobodyKnowsWhetherItIsUrgent() throws Exception {
        room.store(diagnosis(drawn, Finding.PNEUMONIA, 0.9));
        assertProblem(room.get("/v1/diagnoses/" + drawn), 404, "not-read-yet");

        room.store(image(drawn, now, Priority.URGENT));
        assertThat(status(drawn)).isEqualTo("DIAGNOSED");
    }

    @Test
    void aLabelBeforeAnyResultIsTheAuditsToo() throws Exception {
        room.store(image(drawn, now, Priority.ROUTINE), image(other, now, Priority.ROUTINE));

        room.correct(drawn, "{\"label\": \"NORMAL\", \"reader\": \"R\"}");
        room.correct(other, "{\"label\": \"NORMAL\", \"reader\": \"R\"}");

        assertThat(room.producer().history())
                .extracting(sent -> sent.value().getSelection())
                .containsExactly(Selection.AUDIT, Selection.VOLUNTARY);
    }

    @Test
    void theAuditIsClaimedOnlyForABlindReadOfTheSample() throws Exception {
        room.store(
                image(drawn, now, Priority.ROUTINE),
                diagnosis(drawn, Finding.PNEUMONIA, 0.9),
                SampleEvents.correction(drawn, 1, Label.NORMAL),
                image(other, now, Priority.ROUTINE),
                diagnosis(other, Finding.NORMAL, 0.4));

        assertThat(room.correct(drawn, label("AUDIT", false)).statusCode())
                .as("a second reader, whose label came second")
                .isEqualTo(202);
        assertProblem(room.correct(drawn, label("AUDIT", true)), 422, "bad-field");
        assertProblem(room.correct(other, label("AUDIT", false)), 422, "bad-field");
        assertProblem(room.correct(other, label("CHANCE", false)), 422, "bad-field");
        assertThat(room.correct(other, label("UNCERTAIN", false)).statusCode()).isEqualTo(202);
        assertThat(room.producer().history())
                .extracting(sent -> sent.value().getSelection())
                .containsExactly(Selection.AUDIT, Selection.UNCERTAIN);
    }

    @Test
    void followersHearThatThereIsADiagnosisAndNotWhich() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpRequest request = HttpRequest.newBuilder(room.uri("/v1/events"))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> stream = room.client().send(request, BodyHandlers.ofInputStream());
        try (InputStream in = stream.body()) {
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() ->
                    new BufferedReader(new InputStreamReader(in, UTF_8)).lines().forEach(lines::add));
            await().until(() -> room.gauge("reading_followers") >= 1);

            room.store(
                    image(drawn, now, Priority.ROUTINE),
                    diagnosis(drawn, Finding.PNEUMONIA, 0.9),
                    diagnosis(other, Finding.NORMAL, 0.1));

            await().until(() -> lines.stream().anyMatch(line -> line.contains(other + "\"")));
            assertThat(lines).contains("data: {\"type\":\"diagnosis\",\"imageId\":\"" + drawn + "\"}");
            assertThat(lines).noneMatch(line -> line.contains("PNEUMONIA"));
            assertThat(reading).isNotDone();
        }
    }

    private static String label(String selection, boolean seen) {
        return "{\"label\": \"NORMAL\", \"reader\": \"R\", \"selection\": \"" + selection + "\", \"modelResultSeen\": "
                + seen + "}";
    }

    private String status(String imageId) throws Exception {
        return json(room.get("/v1/diagnoses/" + imageId)).at("/status").asText();
    }

    private static ImageReceived image(String imageId, Instant at, Priority priority) {
        return SampleEvents.image(imageId, at, priority, object(imageId));
    }

    private DiagnosisMade diagnosis(String imageId, Finding finding, double probability) {
        return SampleEvents.diagnosis(imageId, now, finding, probability, "1.0.0");
    }
}
