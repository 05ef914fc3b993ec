package org.xraystream.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The chart, linted and rendered by Helm. */
final class Chart {
    static final Path FOLDER = Repository.path("deploy/helm/xraystream");
    /** The oldest that the chart is for. */
    private static final String KUBERNETES = "1.30.0";

    private static final Map<Path, Manifests> RENDERED =
            valueSets().stream().collect(Collectors.toUnmodifiableMap(values -> values, Chart::render));

    private Chart() {}

    /** What Helm finds wrong in the chart with its default values; recommendations count. */
    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().quiet().call();
    }

    /** Renders with the default values and single ones over them. */
    static Manifests render(Map<String, ?> values) {
        TemplateCommand command = template();
        values.forEach(command::set);
        return Manifests.parse(command.call());
    }

    /** What the chart makes of a file of values, one of {@link #valueSets}. */
    static Manifests of(Path values) {
        return RENDERED.get(values);
    }

    /** Renders with a file of values over the default ones. */
    static Manifests render(Path values) {
        return Manifests.parse(template().withValuesFile(values).call());
    }

    /** The default values. */
    static Path defaults() {
        return FOLDER.resolve("values.yaml");
    }

    /** The example that the chart shows to its users. */
    static Path operators() {
        return FOLDER.resolve("examples/operators.yaml");
    }

    /** A file of values of these tests. */
    static Path values(String name) {
        return Repository.path("deploy/src/test/resources/values/" + name + ".yaml");
    }

    /** Files of values that between them use all that the chart can do. */
    static List<Path> valueSets() {
        return Stream.concat(
                        Stream.of(defaults(), operators()),
                        Stream.of("gpu", "autoscaled", "minimal").map(Chart::values))
                .toList();
    }

    private static TemplateCommand template() {
        return new Helm(FOLDER)
                .template()
                .withName("hospital")
                .withNamespace("xraystream")
                .withKubeVersion(KUBERNETES);
    }
}
