package org.xraystream.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The compose file, as it is written: what Docker itself would say only at a start, or never. */
final class ComposeTest {
    private static final String PREFIX = "XRAYSTREAM_";
    private static final Pattern OWN_IMAGE = Pattern.compile("xraystream/[a-z-]+:\\$\\{XRAYSTREAM_VERSION}");
    private static final Pattern NAMED_IMAGE = Pattern.compile("\\$\\{([A-Z_]+_IMAGE)}");

    /** A misspelt one would be ignored without a word. */
    @ParameterizedTest
    @MethodSource("ownServices")
    void everySettingIsOneOfItsService(String service) throws IOException {
        assertThat(environment(service).keySet().stream()
                        .filter(variable -> variable.startsWith(PREFIX))
                        .map(variable -> variable.substring(PREFIX.length()).replaceFirst("_FILE$", "")))
                .isNotEmpty()
                .isSubsetOf(ServiceSettings.of(service).variables());
    }

    @ParameterizedTest
    @MethodSource("ownServices")
    void everySecretIsInAVolumeOfItsService(String service) throws IOException {
        List<String> mounted = strings(services().get(service).get("volumes")).stream()
                .map(volume -> volume.replaceFirst("^[^:]*:", "").replaceFirst(":ro$", ""))
                .toList();

        assertThat(environment(service).entrySet().stream()
                        .filter(variable -> variable.getKey().endsWith("_FILE"))
                        .map(variable -> variable.getValue().toString())
                        .map(file -> file.substring(0, file.lastIndexOf('/'))))
                .isNotEmpty()
                .isSubsetOf(mounted);
    }

    @ParameterizedTest
    @MethodSource("ownServices")
    void everyServiceIsScrapedAtItsPort(String service) throws IOException {
        assertThat(Files.readString(Repository.path("deploy/compose/prometheus.yml")))
                .contains("names: [" + service + "], type: A, port: "
                        + ServiceSettings.of(service).port() + ",");
    }

    @ParameterizedTest
    @MethodSource("allServices")
    void everyContainerIsConfined(String service) throws IOException {
        Map<String, Object> container = services().get(service);

        assertThat(container)
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsKeys("mem_limit", "pids_limit");
    }

    @ParameterizedTest
    @MethodSource("allServices")
    void portsAreOpenToThisMachineAlone(String service) throws IOException {
        assertThat(strings(services().get(service).get("ports")))
                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @MethodSource("allServices")
    void everyImageIsNamedInOnePlace(String service) throws IOException {
        String image = (String) services().get(service).get("image");
        var named = NAMED_IMAGE.matcher(image);

        if (named.matches()) {
            assertThat(Files.readAllLines(Repository.path(".env")))
                    .anySatisfy(line -> assertThat(line).startsWith(named.group(1) + "="));
        } else {
            assertThat(image).matches(OWN_IMAGE);
        }
    }

    /** Otherwise only one could run. */
    @ParameterizedTest
    @ValueSource(strings = {"inference-streams", "results-sink", "training-job"})
    void whatScalesHasNoNameAndNoPortOfItsOwn(String service) throws IOException {
        assertThat(services().get(service)).doesNotContainKeys("container_name", "ports", "hostname");
    }

    private static Stream<String> ownServices() {
        return Stream.of("ingest-service", "inference-streams", "results-sink", "reading-room", "training-job");
    }

    private static Stream<String> allServices() throws IOException {
        return services().keySet().stream();
    }

    private static Map<String, Object> environment(String service) throws IOException {
        return table(services().get(service).get("environment"));
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Map<String, Map<String, Object>>> file =
                new Yaml().load(Files.readString(Repository.path("docker-compose.yml")));
        return file.get("services");
    }

    @SuppressWarnings("unchecked") // of a file that is tested here
    private static Map<String, Object> table(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    @SuppressWarnings("unchecked") // of a file that is tested here
    private static List<String> strings(Object yaml) {
        return yaml == null ? List.of() : (List<String>) yaml;
    }
}
