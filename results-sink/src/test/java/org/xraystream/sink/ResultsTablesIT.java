package org.xraystream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xraystream.sink.SampleEvents.START;
import static org.xraystream.sink.SampleEvents.correction;
import static org.xraystream.sink.SampleEvents.diagnosis;
import static org.xraystream.sink.SampleEvents.drift;
import static org.xraystream.sink.SampleEvents.image;
import static org.xraystream.sink.SampleEvents.published;
import static org.xraystream.sink.SampleEvents.rejection;
import static org.xraystream.sink.SampleEvents.release;
import static org.xraystream.sink.SampleEvents.shadow;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.xraystream.events.Finding;
import org.xraystream.events.Label;
import org.xraystream.events.ModelRole;
import org.xraystream.events.Priority;
import org.xraystream.teststack.ServerKind;

@ParameterizedClass
@EnumSource(ServerKind.class)
final class ResultsTablesIT {
    private static final List<TopicEvent> STORY = story();

    private static List<TopicEvent> story() {
        List<TopicEvent> story = new ArrayList<>(published(List.of(
                image("a", 0, Priority.ROUTINE),
                image("b", 1, Priority.URGENT),
                image("b", 9, Priority.ROUTINE),
                image("c", 2, Priority.ROUTINE),
                image("d", 3, Priority.ROUTINE),
                diagnosis("a", 10, Finding.PNEUMONIA, 0.91),
                SampleEvents.diagnosis("a", START.plusSeconds(20), Finding.UNCERTAIN, 0.52, "1.1.0"),
                rejection("b", 11),
                rejection("c", 12),
                diagnosis("c", 13, Finding.NORMAL, 0.02),
                correction("a", 30, Label.PNEUMONIA),
                correction("a", 31, Label.NORMAL),
                release("1.0.0", 0, ModelRole.CHAMPION),
                release("1.0.0", 5, ModelRole.RETIRED),
                drift("ward-3", "2026-W09", 0.31))));
        story.add(shadow(SampleEvents.diagnosis("a", START.plusSeconds(15), Finding.NORMAL, 0.3, "2.0.0")));
        story.add(shadow(SampleEvents.diagnosis("a", START.plusSeconds(16), Finding.PNEUMONIA, 0.8, "2.1.0")));
        story.add(shadow(SampleEvents.diagnosis("c", START.plusSeconds(17), Finding.PNEUMONIA, 0.7, "2.0.0")));
        return List.copyOf(story);
    }

    private static final List<String> TABLES = List.of(
            "images", "diagnoses", "rejections", "corrections", "models", "drift", "shadow_diagnoses", "work_list");

    @TempDir
    static Path folder;

    private static TestDatabase database;
    private static ResultsTables tables;

    ResultsTablesIT(ServerKind kind) {
        assertThat(kind).isNotNull();
    }

    @BeforeParameterizedClassInvocation
    static void start(ServerKind kind) throws Exception {
        database = TestDatabase.start(kind, folder.resolve("stack"));
        tables = ResultsTables.migrate(database.dataSource());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        database.clear();
    }

    @Test
    void everyFieldOfADiagnosisIsStored() throws SQLException {
        tables.store(published(List.of(SampleEvents.diagnosis("a", START, Finding.UNCERTAIN, 0.52, "1.1.0"))));

        assertThat(database.query("""
                SELECT event_id, image_id, diagnosed_at = '2026-03-01T08:00:00.123456Z', study_pseudonym,
                    patient_pseudonym, finding, uncertain_reason, probability, threshold, evidence_width,
                    evidence_height, encode(evidence, 'hex'), model_id, model_version, model_sha256, quality_flags::text,
                    queue_micros, fetch_micros, decode_micros, inference_micros, notice FROM diagnoses"""))
                .containsExactly(List.of(
                        "diagnosis-a-1.1.0",
                        "a",
                        true,
                        "study-of-a",
                        "patient-of-a",
                        "UNCERTAIN",
                        "NEAR_THRESHOLD",
                        0.52,
                        0.5,
                        2,
                        1,
                        "00ff",
                        "chest-cnn",
                        "1.1.0",
                        "cd".repeat(32),
                        "{LOW_CONTRAST}",
                        1000L,
                        2000L,
                        3000L,
                        4000L,
                        "Not for diagnostic use: decision support for research."));
    }

    @Test
    void theWorkListShowsTheLatestOutcomeAndLabel() throws SQLException {
        tables.store(STORY);

        assertThat(database.query("""
                SELECT image_id, priority, status, coalesce(finding, '-'), coalesce(outcome_id, '-'),
                    coalesce(label, '-'), urgency FROM work_list ORDER BY image_id"""))
                .containsExactly(
                        List.of("a", "ROUTINE", "DIAGNOSED", "UNCERTAIN", "diagnosis-a-1.1.0", "NORMAL", 8),
                        List.of("b", "URGENT", "REJECTED", "-", "rejection-b", "-", 1),
                        List.of("c", "ROUTINE", "DIAGNOSED", "NORMAL", "diagnosis-c-1.0.0", "-", 7),
                        List.of("d", "ROUTINE", "PENDING", "-", "-", "-", 6));
    }

    @Test
    void theShadowsReadingStandsBesideTheChampionsAndIsNoOutcome() throws SQLException {
        tables.store(STORY);

        assertThat(database.query("""
                SELECT image_id, finding, probability, threshold, shadow_finding, shadow_probability, shadow_id
                FROM work_list WHERE shadow_id IS NOT NULL ORDER BY image_id"""))
                .containsExactly(
                        List.of("a", "UNCERTAIN", 0.52, 0.5, "PNEUMONIA", 0.8, "diagnosis-a-2.1.0"),
                        List.of("c", "NORMAL", 0.02, 0.5, "PNEUMONIA", 0.7, "diagnosis-c-2.0.0"));
        assertThat(database.query("SELECT event_id FROM shadow_diagnoses ORDER BY 1"))
                .containsExactly(
                        List.of("diagnosis-a-2.0.0"), List.of("diagnosis-a-2.1.0"), List.of("diagnosis-c-2.0.0"));
    }

    @Test
    void whyAReaderReadAndHowImagesDriftIsStored() throws SQLException {
        tables.store(STORY);

        assertThat(database.query("SELECT DISTINCT selection FROM corrections")).containsExactly(List.of("VOLUNTARY"));
        assertThat(database.query("""
                SELECT event_id, measured_at = '2026-03-01T08:00:00.123456Z', source, week, statistic, model_id,
                    model_version, model_sha256, images, population_stability_index, bound, alarm FROM drift"""))
                .containsExactly(List.of(
                        "drift-ward-3-2026-W09-0.31",
                        true,
                        "ward-3",
                        "2026-W09",
                        "contrast",
                        "chest-cnn",
                        "1.0.0",
                        "cd".repeat(32),
                        120,
                        0.31,
                        0.25,
                        true));
    }

    @Test
    void replayingAnyPartOfTheLogChangesNothing() throws SQLException {
        boolean[] first = tables.store(STORY);
        List<List<Object>> before = everything();

        boolean[] again = tables.store(STORY);
        for (int from = 0; from < STORY.size(); from += 3) {
            tables.store(STORY.subList(from, Math.min(from + 5, STORY.size())));
        }

        assertThat(everything()).isEqualTo(before);
        assertThat(first).contains(true);
        assertThat(first[2]).as("the second upload of b").isFalse();
        assertThat(again).containsOnly(false);
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() throws SQLException {
        tables.store(STORY);
        List<List<Object>> expected = everything();

        for (int seed = 0; seed < 10; seed++) {
            List<TopicEvent> shuffled = new ArrayList<>(STORY);
            Collections.shuffle(shuffled, new Random(seed));
            keepUploadsOfTheSameImageInOrder(shuffled);
            database.clear();
            for (TopicEvent event : shuffled) {
                tables.store(List.of(event));
            }
            assertThat(everything()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    /** One topic, one key, one partition: Kafka itself keeps these two in order. */
    private static void keepUploadsOfTheSameImageInOrder(List<TopicEvent> events) {
        int one = events.indexOf(STORY.get(1));
        int other = events.indexOf(STORY.get(2));
        if (other < one) {
            Collections.swap(events, one, other);
        }
    }

    @Test
    void aTransactionIsStoredWholeOrNotAtAll() throws SQLException {
        assertThatThrownBy(() -> tables.store(published(
                        List.of(image("a", 0, Priority.ROUTINE), diagnosis("bad\0id", 1, Finding.NORMAL, 0.1)))))
                .isInstanceOf(SQLException.class);

        assertThat(database.query("SELECT * FROM images")).isEmpty();
        assertThat(database.query("SELECT * FROM work_list")).isEmpty();
    }

    @Test
    void onlyNewResultsAreAnnounced() throws SQLException {
        tables.store(STORY.subList(0, 6));
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN xraystream_events");

            tables.store(STORY);

            PGNotification[] heard = connection.unwrap(PGConnection.class).getNotifications(1_000);
            assertThat(heard)
                    .extracting(PGNotification::getParameter)
                    .containsExactlyInAnyOrder(
                            """
                            {"type": "diagnosis", "finding": "UNCERTAIN", "imageId": "a", "probability": 0.52, \
                            "modelVersion": "1.1.0"}""",
                            """
                            {"type": "diagnosis", "finding": "NORMAL", "imageId": "c", "probability": 0.02, \
                            "modelVersion": "1.0.0"}""",
                            "{\"type\": \"rejection\", \"stage\": \"DECODE\", \"imageId\": \"b\"}",
                            "{\"type\": \"rejection\", \"stage\": \"DECODE\", \"imageId\": \"c\"}",
                            "{\"type\": \"correction\", \"label\": \"PNEUMONIA\", \"imageId\": \"a\"}",
                            "{\"type\": \"correction\", \"label\": \"NORMAL\", \"imageId\": \"a\"}");
        }
    }

    @Test
    void migratingAgainIsHarmless() throws SQLException {
        tables.store(STORY);
        List<List<Object>> before = everything();

        ResultsTables.migrate(database.dataSource());

        assertThat(everything()).isEqualTo(before);
    }

    private static List<List<Object>> everything() throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        for (String table : TABLES) {
            rows.addAll(database.query("SELECT t::text FROM " + table + " t ORDER BY 1"));
        }
        return rows;
    }
}
