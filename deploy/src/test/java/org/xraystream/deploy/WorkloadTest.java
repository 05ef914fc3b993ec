package org.xraystream.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for the pods of every service, whatever the values. */
final class WorkloadTest {
    private static final String PREFIX = "XRAYSTREAM_";
    private static final String FILE = "_FILE";

    static Stream<Workload> workloads() {
        return Chart.valueSets().stream().flatMap(values -> Chart.of(values).workloads().stream());
    }

    @Test
    void eachServiceIsThereOnce() {
        assertThat(Chart.of(Chart.defaults()).workloads())
                .extracting(Workload::service)
                .containsExactlyInAnyOrder(
                        "ingest-service", "inference-streams", "results-sink", "reading-room", "training-job");
        assertThat(Chart.of(Chart.values("minimal")).workloads())
                .extracting(Workload::service)
                .containsExactlyInAnyOrder("ingest-service", "inference-streams", "results-sink", "reading-room");
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void itMayDoNothingThatItNeedNot(Workload workload) {
        assertThat(workload.pod().getContainers()).hasSize(1);
        assertThat(workload.pod().getInitContainers()).isEmpty();
        assertThat(workload.pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(workload.pod().getEnableServiceLinks()).isFalse();

        PodSecurityContext pod = workload.pod().getSecurityContext();
        assertThat(pod.getRunAsNonRoot()).isTrue();
        assertThat(pod.getRunAsUser()).isPositive();
        assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");

        SecurityContext container = workload.container().getSecurityContext();
        assertThat(container.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getPrivileged()).isNull();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getCapabilities().getAdd()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void itIsBoundInProcessorsAndMemory(Workload workload) {
        var resources = workload.container().getResources();

        assertThat(resources.getRequests()).containsKeys("cpu", "memory");
        assertThat(resources.getLimits()).containsKeys("cpu", "memory");
        assertThat(resources.getRequests())
                .allSatisfy((name, request) -> assertThat(request.getNumericalAmount())
                        .as(name)
                        .isLessThanOrEqualTo(resources.getLimits().get(name).getNumericalAmount()));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void itListensWhereItsProbesAsk(Workload workload) {
        Container container = workload.container();

        assertThat(container.getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("http");
            assertThat(port.getContainerPort())
                    .isEqualTo(ServiceSettings.of(workload.service()).port());
        });
        assertThat(container.getStartupProbe()).satisfies(probe -> asks(probe, "/health/live"));
        assertThat(container.getLivenessProbe()).satisfies(probe -> asks(probe, "/health/live"));
        assertThat(container.getReadinessProbe()).satisfies(probe -> asks(probe, "/health/ready"));
        // only this machine by default, where no probe comes in
        assertThat(workload.environment())
                .anySatisfy((name, value) ->
                        assertThat(name + "=" + value).startsWith(PREFIX).endsWith("_HTTP_HOST=0.0.0.0"));
    }

    private static void asks(Probe probe, String path) {
        HTTPGetAction get = probe.getHttpGet();
        assertThat(get.getPath()).isEqualTo(path);
        assertThat(get.getPort().getStrVal()).isEqualTo("http");
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void itIsToldOnlyWhatItKnows(Workload workload) {
        Set<String> known = ServiceSettings.of(workload.service()).variables();

        assertThat(workload.environment().keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).startsWith(PREFIX))
                .extracting(WorkloadTest::setting)
                .isSubsetOf(known)
                .contains("KAFKA_BOOTSTRAP_SERVERS", "KAFKA_SCHEMA_REGISTRY_URL");
    }

    private static String setting(String variable) {
        String setting = variable.substring(PREFIX.length());
        return setting.endsWith(FILE) ? setting.substring(0, setting.length() - FILE.length()) : setting;
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void secretsAreFilesThatAreThere(Workload workload) {
        assertThat(workload.environment().keySet())
                .filteredOn(name -> name.contains("KEY") || name.contains("PASSWORD") || name.contains("SECRET"))
                .allSatisfy(name -> assertThat(name).endsWith(FILE));
        Set<String> files = workload.pod().getVolumes().stream()
                .filter(volume -> volume.getProjected() != null)
                .flatMap(volume -> volume.getProjected().getSources().stream())
                .flatMap(source -> source.getSecret().getItems().stream())
                .map(item -> "/etc/xraystream/secrets/" + item.getPath())
                .collect(Collectors.toSet());
        assertThat(workload.environment().entrySet())
                .filteredOn(variable -> variable.getKey().endsWith(FILE))
                .extracting(Map.Entry::getValue)
                .containsExactlyInAnyOrderElementsOf(files);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void whatIsMountedIsThere(Workload workload) {
        List<String> volumes = Stream.concat(
                        workload.pod().getVolumes().stream().map(volume -> volume.getName()),
                        workload.claims().stream()
                                .map(claim -> claim.getMetadata().getName()))
                .toList();

        assertThat(workload.container().getVolumeMounts())
                .extracting(mount -> mount.getName())
                .containsExactlyInAnyOrderElementsOf(volumes);
        assertThat(workload.container().getVolumeMounts())
                .filteredOn(mount ->
                        !mount.getName().equals("tmp") && !mount.getName().equals("state"))
                .allSatisfy(mount -> assertThat(mount.getReadOnly()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void itsPodsAreSpreadAndKnownByTheirLabels(Workload workload) {
        assertThat(workload.isMeantBy(workload.selector())).isTrue();
        assertThat(workload.pod().getTopologySpreadConstraints())
                .extracting(constraint -> constraint.getTopologyKey())
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(workload.pod().getTopologySpreadConstraints())
                .allSatisfy(constraint -> assertThat(
                                workload.isMeantBy(constraint.getLabelSelector().getMatchLabels()))
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void itHasTimeToStop(Workload workload) {
        // StreamsRuntime waits for 20 s, and what it gives up then is read again
        assertThat(workload.pod().getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void imagesAreOfThisVersionAndWithCudaWhereThereIsAGpu() {
        assertThat(Chart.of(Chart.defaults()).workloads())
                .allSatisfy(workload -> assertThat(workload.container().getImage())
                        .isEqualTo("xraystream/" + workload.service() + ":" + Repository.VERSION));
        assertThat(Chart.of(Chart.values("gpu")).workloads()).allSatisfy(workload -> {
            boolean hasGpu = workload.container().getResources().getLimits().containsKey("nvidia.com/gpu");
            assertThat(hasGpu)
                    .isEqualTo(Set.of("inference-streams", "training-job").contains(workload.service()));
            assertThat(workload.container().getImage().endsWith("-cuda")).isEqualTo(hasGpu);
        });
    }

    @Test
    void eachHasAnAccountWithoutAToken() {
        Manifests manifests = Chart.of(Chart.defaults());

        assertThat(manifests.all(ServiceAccount.class))
                .allSatisfy(account ->
                        assertThat(account.getAutomountServiceAccountToken()).isFalse())
                .extracting(account -> account.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(manifests.workloads().stream()
                        .map(workload -> workload.pod().getServiceAccountName())
                        .toList());
    }

    @Test
    void configurationFilesHoldSettingsOfTheirService() {
        Manifests manifests = Chart.of(Chart.operators());

        assertThat(manifests.workloads()).allSatisfy(workload -> {
            ConfigMap file = manifests.all(ConfigMap.class).stream()
                    .filter(map -> map.getMetadata().getName().equals(workload.name()))
                    .findFirst()
                    .orElseThrow();
            var settings = ConfigFactory.parseString(file.getData().get("xraystream.conf"));
            assertThat(settings.entrySet())
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(
                                    ServiceSettings.of(workload.service()).knows(entry.getKey()))
                            .as(entry.getKey())
                            .isTrue());
            assertThat(workload.container().getArgs())
                    .containsExactly("--config", "/etc/xraystream/config/xraystream.conf");
        });
    }
}
