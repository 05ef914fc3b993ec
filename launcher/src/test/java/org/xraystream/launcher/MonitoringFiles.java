package org.xraystream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The dashboard and the alerts of the documentation. */
final class MonitoringFiles {
    private static final Path FOLDER = Path.of(System.getProperty("xraystream.home"), "docs", "monitoring");

    /** What the services' metrics begin with; no function, keyword or label of the expressions does. */
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:service|inference|sink|ingest|reading|drift|kafka|jvm|process)_[a-z0-9_]+");

    private MonitoringFiles() {}

    /** The names of all metrics in the expressions. */
    static Set<String> metrics() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String expression : expressions()) {
            List<String> found =
                    METRIC.matcher(expression).results().map(MatchResult::group).toList();
            assertThat(found).as(expression).isNotEmpty();
            names.addAll(found);
        }
        return names;
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : read(new JsonMapper(), "grafana-dashboard.json").get("panels")) {
            panel.path("targets").findValuesAsText("expr", expressions);
        }
        read(new YAMLMapper(), "alerts.yml").findValuesAsText("expr", expressions);
        return expressions;
    }

    private static JsonNode read(ObjectMapper format, String file) throws IOException {
        return format.readTree(FOLDER.resolve(file).toFile());
    }
}
