package org.xraystream.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xraystream.reading.RunningReadingRoom.assertProblem;
import static org.xraystream.reading.RunningReadingRoom.imageIds;
import static org.xraystream.reading.RunningReadingRoom.json;
import static org.xraystream.sink.SampleEvents.START;
import static org.xraystream.sink.SampleEvents.correction;
import static org.xraystream.sink.SampleEvents.diagnosis;
import static org.xraystream.sink.SampleEvents.image;
import static org.xraystream.sink.SampleEvents.rejection;
import static org.xraystream.sink.SampleEvents.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xraystream.events.Finding;
import org.xraystream.events.Label;
import org.xraystream.events.ModelRole;
import org.xraystream.events.Priority;

/** The work list and readings, as they are asked for. */
@ExtendWith(SharedRoom.class)
final class WorkListIT {
    private final RunningReadingRoom room;

    WorkListIT(RunningReadingRoom room) {
        this.room = room;
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
}
