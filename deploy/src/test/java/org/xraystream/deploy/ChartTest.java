package org.xraystream.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart as a whole: Helm accepts it, Kubernetes would, and wrong values are refused. */
final class ChartTest {
    static List<Path> valueSets() {
        return Chart.valueSets();
    }

    @Test
    void helmFindsNothingWrong() {
        LintResult result = Chart.lint();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("WARNING"));
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void everyObjectHasItsOwnNameAndTheReleasesLabels(Path values) {
        List<HasMetadata> objects = Chart.of(values).objects();

        assertThat(objects)
                .isNotEmpty()
                .extracting(
                        object -> object.getKind() + "/" + object.getMetadata().getName())
                .doesNotHaveDuplicates();
        assertThat(objects).allSatisfy(object -> {
            assertThat(object.getMetadata().getNamespace()).isEqualTo("xraystream");
            assertThat(object.getMetadata().getName()).hasSizeLessThanOrEqualTo(52);
            assertThat(object.getMetadata().getLabels())
                    .containsEntry("app.kubernetes.io/instance", "hospital")
                    .containsEntry("app.kubernetes.io/part-of", "xraystream");
        });
    }

    @Test
    void theChartIsOfThisVersion() throws IOException {
        JsonNode chart =
                new YAMLMapper().readTree(Chart.FOLDER.resolve("Chart.yaml").toFile());

        assertThat(chart.path("appVersion").asText()).isEqualTo(Repository.VERSION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inference.replica            | 3                | additional properties 'replica' not allowed
            kafka.bootstrapServers       | http://kafka     | does not match pattern
            inference.autoscaling.kind   | cpu              | must be one of
            objectStore.endpoint         | minio:9000       | does not match pattern
            image.registry               | registry.example | does not match pattern
            """)
    void aWrongValueIsRefusedByName(String key, String value, String message) {
        assertThatThrownBy(() -> Chart.render(Map.of(key, value)))
                .hasMessageContaining(key.substring(0, key.indexOf('.')))
                .hasMessageContaining(message);
    }

    @Test
    void aMisspeltKeyInAFileIsRefused() {
        assertThatThrownBy(() -> Chart.render(Chart.values("misspelt"))).hasMessageContaining("replica");
    }

    /** Else the strict reading below would prove nothing. */
    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        String manifest = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: a}
                spec: {template: {spec: {containers: [{name: a, readinesProbe: {}}]}}}
                """;

        assertThatThrownBy(() -> Manifests.parse(manifest))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("readinesProbe");
        assertThat(Manifests.parse(manifest.replace("readinesProbe", "readinessProbe"))
                        .all(Deployment.class))
                .hasSize(1);
    }
}
