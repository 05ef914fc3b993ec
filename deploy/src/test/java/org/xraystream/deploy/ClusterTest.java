package org.xraystream.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xraystream.schemas.Topics;

/** What stands around the pods: who reaches them, what may end them, how many there are, and who watches. */
final class ClusterTest {
    private static final Path OPERATORS = Chart.operators();
    private static final Pattern PORT = Pattern.compile(":(\\d+)");

    static List<Path> valueSets() {
        return Chart.valueSets();
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void aDrainTakesOnePodOfAServiceAtATime(Path values) {
        Manifests manifests = Chart.of(values);

        assertThat(manifests.workloads())
                .allSatisfy(workload -> assertThat(manifests.all(PodDisruptionBudget.class))
                        .filteredOn(budget -> workload.isMeantBy(
                                budget.getSpec().getSelector().getMatchLabels()))
                        .singleElement()
                        .satisfies(budget -> assertThat(
                                        budget.getSpec().getMaxUnavailable().getIntVal())
                                .isEqualTo(1)));
    }

    @Test
    void nothingIsOpenThatIsNotNamed() {
        Manifests manifests = Chart.of(Chart.defaults());

        assertThat(manifests.workloads()).allSatisfy(workload -> {
            List<NetworkPolicy> policies = manifests.all(NetworkPolicy.class).stream()
                    .filter(policy ->
                            workload.isMeantBy(policy.getSpec().getPodSelector().getMatchLabels()))
                    .toList();
            assertThat(policies)
                    .hasSize(2)
                    .allSatisfy(policy ->
                            assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress"));
            assertThat(policies)
                    .filteredOn(policy -> policy.getSpec().getIngress().isEmpty()
                            && policy.getSpec().getEgress().isEmpty())
                    .as("that denies")
                    .hasSize(1);
            assertThat(policies)
                    .flatExtracting(policy -> policy.getSpec().getIngress())
                    .allSatisfy(rule -> {
                        assertThat(rule.getFrom()).isNotEmpty();
                        assertThat(rule.getPorts())
                                .extracting(port -> port.getPort().getIntVal())
                                .containsExactly(
                                        ServiceSettings.of(workload.service()).port());
                    });
        });
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void whatAServiceIsToldToTalkToIsOpenAndNothingElse(Path values) {
        Manifests manifests = Chart.of(values);

        for (Workload workload : manifests.workloads()) {
            List<Integer> open = manifests.all(NetworkPolicy.class).stream()
                    .filter(policy ->
                            workload.isMeantBy(policy.getSpec().getPodSelector().getMatchLabels()))
                    .flatMap(policy -> policy.getSpec().getEgress().stream())
                    .map(NetworkPolicyEgressRule::getPorts)
                    .flatMap(List::stream)
                    .map(port -> port.getPort().getIntVal())
                    .filter(port -> port != 53)
                    .distinct()
                    .toList();
            if (!manifests.all(NetworkPolicy.class).isEmpty()) {
                assertThat(open).as(workload.name()).containsAll(portsToldTo(workload));
            }
            if (values.equals(Chart.defaults())) {
                assertThat(open).as(workload.name()).hasSameElementsAs(portsToldTo(workload));
            }
        }
    }

    private static List<Integer> portsToldTo(Workload workload) {
        Map<String, String> environment = workload.environment();
        return Stream.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "KAFKA_SCHEMA_REGISTRY_URL", "OBJECT_STORE_ENDPOINT", "DATABASE_URL")
                .map(setting -> environment.get("XRAYSTREAM_" + setting))
                .filter(address -> address != null)
                .map(address -> {
                    var port = PORT.matcher(address);
                    return port.find() ? Integer.valueOf(port.group(1)) : 443;
                })
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void servicesAndIngressesLeadToPods(Path values) {
        Manifests manifests = Chart.of(values);
        List<Service> services = manifests.all(Service.class);

        assertThat(services)
                .isNotEmpty()
                .allSatisfy(service -> assertThat(manifests.workloads())
                        .filteredOn(
                                workload -> workload.isMeantBy(service.getSpec().getSelector()))
                        .hasSize(1));
        assertThat(manifests.all(Ingress.class))
                .hasSize(values.equals(OPERATORS) ? 2 : 0)
                .flatExtracting(ingress -> ingress.getSpec().getRules())
                .flatExtracting(rule -> rule.getHttp().getPaths())
                .extracting(path -> path.getBackend().getService().getName())
                .isSubsetOf(services.stream()
                        .map(service -> service.getMetadata().getName())
                        .toList());
    }

    @Test
    void autoscalersHaveTheReplicasForThemselves() {
        Manifests manifests = Chart.of(Chart.values("autoscaled"));
        Map<String, Workload> byName =
                manifests.workloads().stream().collect(Collectors.toMap(Workload::name, workload -> workload));

        assertThat(manifests.all(HorizontalPodAutoscaler.class)).hasSize(2).allSatisfy(autoscaler -> {
            var target = autoscaler.getSpec().getScaleTargetRef();
            assertThat(byName).containsKey(target.getName());
            assertThat(byName.get(target.getName()).kind()).isEqualTo(target.getKind());
            assertThat(byName.get(target.getName()).replicas()).isEmpty();
        });
    }

    @Test
    void kedaFollowsTheLagOfTheGroupThatReadsTheImages() {
        Manifests manifests = Chart.of(OPERATORS);
        String group = ServiceSettings.of("inference-streams").defaults().getString("inference.application-id");

        assertThat(manifests.custom("ScaledObject")).singleElement().satisfies(object -> {
            JsonNode spec = object.path("spec");
            assertThat(manifests.workloads())
                    .filteredOn(workload -> workload.name()
                            .equals(spec.path("scaleTargetRef").path("name").asText()))
                    .singleElement()
                    .satisfies(workload -> {
                        assertThat(workload.service()).isEqualTo("inference-streams");
                        assertThat(workload.replicas()).isEmpty();
                    });
            JsonNode trigger = spec.path("triggers").path(0);
            assertThat(trigger.path("type").asText()).isEqualTo("kafka");
            assertThat(trigger.path("metadata").path("consumerGroup").asText()).isEqualTo(group);
            assertThat(trigger.path("metadata").path("topic").asText()).isEqualTo(Topics.IMAGES.name());
            // KEDA takes texts alone
            assertThat(trigger.path("metadata")).allMatch(JsonNode::isTextual);
        });
    }

    @Test
    void instancesThatWouldStandIdleAreRefused() {
        assertThatThrownBy(() -> Chart.render(Map.of("inference.autoscaling.kind", "keda", "kafka.partitions", 4)))
                .hasMessageContaining("inference.autoscaling.max is more than kafka.partitions");
    }

    @Test
    void processorsSayNothingOfAGpu() {
        assertThatThrownBy(
                        () -> Chart.render(Map.of("inference.autoscaling.kind", "hpa", "inference.gpu.enabled", true)))
                .hasMessageContaining("inference.autoscaling.kind is hpa");
    }

    @Test
    void alertsAndDashboardAreThoseOfTheDocumentation() throws IOException {
        Manifests manifests = Chart.of(OPERATORS);
        JsonNode alerts = new YAMLMapper()
                .readTree(Repository.path("docs/monitoring/alerts.yml").toFile());
        JsonNode dashboard = new ObjectMapper()
                .readTree(Repository.path("docs/monitoring/grafana-dashboard.json")
                        .toFile());

        assertThat(manifests.custom("PrometheusRule"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.path("spec")).isEqualTo(alerts));
        assertThat(manifests.all(ConfigMap.class))
                .filteredOn(map -> map.getData().containsKey("xraystream.json"))
                .singleElement()
                .satisfies(map -> assertThat(
                                new ObjectMapper().readTree(map.getData().get("xraystream.json")))
                        .isEqualTo(dashboard));
        assertThat(manifests.custom("PodMonitor")).singleElement().satisfies(monitor -> {
            JsonNode endpoint = monitor.path("spec").path("podMetricsEndpoints").path(0);
            assertThat(endpoint.path("path").asText()).isEqualTo("/metrics");
            assertThat(endpoint.path("port").asText()).isEqualTo("http");
        });
    }
}
