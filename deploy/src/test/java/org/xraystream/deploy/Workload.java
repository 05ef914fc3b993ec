package org.xraystream.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Deployment or a StatefulSet: one service.
 *
 * @param replicas absent where an autoscaler decides
 * @param selector the labels that its pods are known by
 * @param claims volumes that each pod has of its own
 */
record Workload(
        String kind,
        String name,
        Optional<Integer> replicas,
        Map<String, String> selector,
        PodTemplateSpec template,
        List<PersistentVolumeClaim> claims) {
    static Workload of(Deployment deployment) {
        return new Workload(
                deployment.getKind(),
                deployment.getMetadata().getName(),
                Optional.ofNullable(deployment.getSpec().getReplicas()),
                deployment.getSpec().getSelector().getMatchLabels(),
                deployment.getSpec().getTemplate(),
                List.of());
    }

    static Workload of(StatefulSet set) {
        return new Workload(
                set.getKind(),
                set.getMetadata().getName(),
                Optional.ofNullable(set.getSpec().getReplicas()),
                set.getSpec().getSelector().getMatchLabels(),
                set.getSpec().getTemplate(),
                set.getSpec().getVolumeClaimTemplates());
    }

    PodSpec pod() {
        return template.getSpec();
    }

    /** The only container, named as the service. */
    Container container() {
        return pod().getContainers().get(0);
    }

    /** The service's module. */
    String service() {
        return container().getName();
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    Map<String, String> environment() {
        return container().getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    /** Whether a selector of labels, empty for all, means its pods. */
    boolean isMeantBy(Map<String, String> matchLabels) {
        return labels().entrySet().containsAll(matchLabels.entrySet());
    }

    @Override
    public String toString() {
        return name;
    }
}
