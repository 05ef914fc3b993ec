package org.xraystream.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.xraystream.reading.RunningReadingRoom.assertProblem;
import static org.xraystream.reading.RunningReadingRoom.imageIds;
import static org.xraystream.reading.RunningReadingRoom.json;
import static org.xraystream.sink.SampleEvents.correction;
import static org.xraystream.sink.SampleEvents.diagnosis;
import static org.xraystream.sink.SampleEvents.drift;
import static org.xraystream.sink.SampleEvents.image;
import static org.xraystream.sink.SampleEvents.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xraystream.events.Finding;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.Priority;
import org.xraystream.events.Selection;
import org.xraystream.sink.SampleEvents;

/** Whom to ask about what next, how the audit gets on, and how the images drift. */
@ExtendWith(SharedRoom.class)
final class NextReadsIT {
    private final RunningReadingRoom room;

    NextReadsIT(RunningReadingRoom room) {
        this.room = room;
    }

    @ParameterizedTest
    @CsvSource({
        "random, VOLUNTARY, a b c d",
        "uncertain, UNCERTAIN, c b d a",
        "Uncertain, UNCERTAIN, c b d a",
        "disagreement, DISAGREEMENT, d b"
    })
    void eachStrategyHasItsOrder(String strategy, String selection, String expected) throws Exception {
        room.store(
                image("a", 0, Priority.ROUTINE),
                diagnosis("a", 1, Finding.NORMAL, 0.01),
                image("b", 0, Priority.ROUTINE),
                diagnosis("b", 1, Finding.NORMAL, 0.4),
                image("c", 0, Priority.ROUTINE),
                diagnosis("c", 1, Finding.UNCERTAIN, 0.52),
                image("d", 0, Priority.URGENT),
                diagnosis("d", 1, Finding.PNEUMONIA, 0.8),
                image("labelled", 0, Priority.ROUTINE),
                diagnosis("labelled", 1, Finding.UNCERTAIN, 0.5),
                correction("labelled", 2, Label.NORMAL),
                image("pending", 0, Priority.ROUTINE));
        room.storeShadow(diagnosis("a", 1, Finding.NORMAL, 0.4));
        room.storeShadow(diagnosis("b", 1, Finding.PNEUMONIA, 0.6));
        room.storeShadow(diagnosis("d", 1, Finding.NORMAL, 0.1));

        JsonNode next = json(room.get("/v1/audit/next?strategy=" + strategy));

        assertThat(imageIds(next)).containsExactly(expected.split(" ", -1));
        assertThat(next.at("/items").findValuesAsText("selection")).containsOnly(selection);
        assertThat(next.toString()).doesNotContain("finding", "probability", "0.52", "heatMap");
        assertThat(next.at("/notice").asText()).startsWith("Not for diagnostic use");
        assertThat(imageIds(json(room.get("/v1/audit/next?limit=1&strategy=" + strategy))))
                .containsExactly(expected.split(" ", -1)[0]);
    }

    @Test
    void theAuditSampleComesFirstAndTheUsualStrategyFillsUp() throws Exception {
        List<String> drawn = room.ids(true, 2);
        Instant now = Instant.now();
        room.store(
                SampleEvents.image(drawn.get(0), now, Priority.ROUTINE, object("x")),
                diagnosis(drawn.get(0), 1, Finding.NORMAL, 0.1),
                SampleEvents.image(drawn.get(1), now.minusSeconds(60), Priority.ROUTINE, object("x")),
                diagnosis(drawn.get(1), 1, Finding.NORMAL, 0.1),
                image("far", 0, Priority.ROUTINE),
                diagnosis("far", 1, Finding.NORMAL, 0.2),
                image("near", 0, Priority.ROUTINE),
                diagnosis("near", 1, Finding.UNCERTAIN, 0.48));

        JsonNode next = json(room.get("/v1/audit/next?limit=3"));

        assertThat(imageIds(next)).containsExactly(drawn.get(1), drawn.get(0), "near");
        assertThat(next.at("/items").findValuesAsText("selection")).containsExactly("AUDIT", "AUDIT", "UNCERTAIN");
        assertThat(next.at("/strategy").asText()).isEqualTo("UNCERTAIN");
    }

    @Test
    void theStatesOfTheSampleAddUp() throws Exception {
        List<String> drawn = room.ids(true, 6);
        for (int i = 0; i < drawn.size(); i++) {
            boolean late = i >= 3;
            Instant at = Instant.now().minus(late ? Duration.ofHours(30) : Duration.ofMinutes(1));
            room.store(
                    SampleEvents.image(drawn.get(i), at, Priority.ROUTINE, object("x")),
                    diagnosis(drawn.get(i), 1, Finding.NORMAL, 0.1));
        }
        room.store(blind(drawn.get(0)), blind(drawn.get(3)), correction(drawn.get(4), 5, Label.NORMAL));

        String expected = "{\"waiting\":2,\"read\":2,\"missed\":2,\"days\":2}";
        await().until(() ->
                expected.equals(json(room.get("/v1/audit/next")).at("/sample").toString()));
        assertThat(room.gauge("reading_audit_images{")).isEqualTo(6);
    }

    private static LabelCorrected blind(String imageId) {
        return LabelCorrected.newBuilder(correction(imageId, 2, Label.NORMAL))
                .setModelResultSeen(false)
                .setSelection(Selection.AUDIT)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"strategy=best", "limit=0", "limit=101", "sort=x"})
    void aBadParameterIsNamed(String query) throws Exception {
        assertProblem(room.get("/v1/audit/next?" + query), 400, "bad-parameter");
    }

    @Test
    void driftIsOfTheLatestWeekAndAlarmsComeFirst() throws Exception {
        room.store(
                drift("ward-1", "2026-W09", 0.4), drift("ward-1", "2026-W10", 0.05), drift("ward-2", "2026-W10", 0.3));

        JsonNode drift = json(room.get("/v1/drift")).at("/drift");

        assertThat(drift.findValuesAsText("source")).containsExactly("ward-2", "ward-1");
        assertThat(drift.findValuesAsText("week")).containsOnly("2026-W10");
        assertThat(drift.at("/0/alarm").asBoolean()).isTrue();
        assertThat(drift.at("/0/populationStabilityIndex").asDouble()).isEqualTo(0.3);
        assertThat(drift.at("/1/model/version").asText()).isEqualTo("1.0.0");
    }
}
