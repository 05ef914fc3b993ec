package org.xraystream.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.xraystream.reading.RunningReadingRoom.json;
import static org.xraystream.sink.SampleEvents.correction;
import static org.xraystream.sink.SampleEvents.diagnosis;
import static org.xraystream.sink.SampleEvents.image;
import static org.xraystream.sink.SampleEvents.rejection;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xraystream.events.Finding;
import org.xraystream.events.Label;
import org.xraystream.events.Priority;

/** Who waits for a result, and who follows all. */
@ExtendWith(SharedRoom.class)
final class NewResultsIT {
    private final RunningReadingRoom room;

    NewResultsIT(RunningReadingRoom room) {
        this.room = room;
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
}
