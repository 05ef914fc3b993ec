package org.xraystream.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart, linted and rendered by Helm. */
final class Chart {
    static final Path FOLDER = Repository.path("deploy/helm/xraystream");
    /** The newest that the chart is written for is not asked; the oldest is. */
    private static final String KUBERNETES = "1.30.0";

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

    /** Renders with a file of values over the default ones. */
    static Manifests render(Path values) {
        return Manifests.parse(template().withValuesFile(values).call());
    }

    /** The default values. */
    static Path defaults() {
        return FOLDER.resolve("values.yaml");
    }

    /** A file of values of these tests. */
    static Path values(String name) {
        return Repository.path("deploy/src/test/resources/values/" + name + ".yaml");
    }

    /** Files of values that between them use all that the chart can do. */
    static List<Path> valueSets() {
        return Stream.concat(
                        Stream.of(defaults(), FOLDER.resolve("examples/operators.yaml")),
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
