package org.xraystream.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xraystream.reading.RunningReadingRoom.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page, the description of the interface, and readiness. */
@ExtendWith(SharedRoom.class)
final class InterfaceIT {
    private final RunningReadingRoom room;

    InterfaceIT(RunningReadingRoom room) {
        this.room = room;
    }

    @Test
    void thePageIsServedAndMayLoadNothingFromElsewhere() throws Exception {
        for (String path : List.of(
                "/",
                "/page.js",
                "/blind.js",
                "/film.js",
                "/reading.js",
                "/seen.js",
                "/server.js",
                "/status.js",
                "/page.css",
                "/elements.js",
                "/icon.svg",
                "/openapi.yaml")) {
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

        assertThat(paths).hasSize(10);
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
}
