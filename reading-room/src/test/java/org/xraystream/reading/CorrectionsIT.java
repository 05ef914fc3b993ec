package org.xraystream.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xraystream.reading.RunningReadingRoom.assertProblem;
import static org.xraystream.reading.RunningReadingRoom.json;
import static org.xraystream.sink.SampleEvents.diagnosis;
import static org.xraystream.sink.SampleEvents.image;

import java.net.http.HttpResponse;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xraystream.events.Finding;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.Priority;

/** What becomes of a reader's label. */
@ExtendWith(SharedRoom.class)
final class CorrectionsIT {
    private final RunningReadingRoom room;

    CorrectionsIT(RunningReadingRoom room) {
        this.room = room;
    }

    @Test
    void aCorrectionBecomesAnEventWithoutTheReadersName() throws Exception {
        room.store(image("a", 0, Priority.ROUTINE), diagnosis("a", 1, Finding.PNEUMONIA, 0.9));

        HttpResponse<String> response = room.correct("a", """
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

        room.correct("a", """
                {"label": "NORMAL", "reader": "Dr. Ada Example", "modelResultSeen": false}""");

        LabelCorrected blind = room.producer().history().get(1).value();
        assertThat(blind.getModelResultSeen()).isFalse();
        assertThat(blind.getReaderPseudonym()).isEqualTo(event.getReaderPseudonym());
        assertThat(blind.getEventId()).isNotEqualTo(event.getEventId());
    }

    @Test
    void aLabelBeforeTheReadingIsBlind() throws Exception {
        room.store(image("a", 0, Priority.ROUTINE));

        assertThat(room.correct("a", "{\"label\": \"PNEUMONIA\", \"reader\": \"R\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(room.producer().history().get(0).value().getModelResultSeen())
                .isFalse();
        assertProblem(
                room.correct("a", "{\"label\": \"PNEUMONIA\", \"reader\": \"R\", \"modelResultSeen\": true}"),
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

        assertProblem(room.correct("a", body.replace('\'', '"')), status, kind);
        assertThat(room.producer().history()).isEmpty();
    }

    @Test
    void correctionsThatCanNotBeTakenSayWhy() throws Exception {
        String good = "{\"label\": \"NORMAL\", \"reader\": \"R\"}";
        String tooLong = "{\"label\": \"NORMAL\", \"reader\": \"R\", \"comment\": \"" + "x".repeat(2_001) + "\"}";
        room.store(image("a", 0, Priority.ROUTINE), diagnosis("a", 1, Finding.NORMAL, 0.1));

        assertProblem(room.correct("b", good), 404, "unknown-image");
        assertProblem(room.correct("a", tooLong), 422, "bad-field");
        assertProblem(room.post("/v1/diagnoses/a/corrections", "text/plain", good), 415, "unsupported-media-type");
        room.producer().sendException = new TimeoutException("no broker");
        assertProblem(room.correct("a", good), 503, "dependency-away");
    }
}
