package org.xraystream.training.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.xraystream.training.drift.Drift;
import org.xraystream.training.drift.StabilityIndex;

/** How the images of each source differ from what the model was judged on, by week. */
public final class DriftPage {
    /** The page's file. */
    public static final String PAGE = "drift.html";

    /** Whose distributions are drawn; all are in the table. */
    private static final int MOST_DRAWN = 30;

    private static final String INTRODUCTION = """
            <p>Each number is the population stability index of a statistic: how far the images of a source and week \
            are distributed otherwise than the films that the model was judged on. By convention less than 0.1 is \
            little, and 0.25 a shift. Fewer than %d images are not judged, and of few images the bound is higher, so \
            that at most one series in a hundred alarms by chance. A shift says that the images are others, not that \
            the model is wrong on them.</p>
            <p class="keys"><span class="key"><i style="background:var(--soft)"></i>reference</span>\
            <span class="key"><i style="background:var(--tint)"></i>images</span>\
            <span class="key"><i style="background:var(--warm)"></i>images that have drifted</span></p>
            """.formatted(StabilityIndex.ENOUGH_IMAGES);

    private final Map<Sender, Map<String, Map<String, Drift>>> bySender = new LinkedHashMap<>();

    /** A source, as one version of a model saw it. */
    private record Sender(String source, String version) {}

    /** A page of all of these. */
    public DriftPage(List<Drift> drifts) {
        for (Drift drift : drifts) {
            Drift.Series series = drift.series();
            bySender.computeIfAbsent(new Sender(series.source(), series.model().getVersion()), fresh -> new TreeMap<>())
                    .computeIfAbsent(series.week(), fresh -> new TreeMap<>())
                    .put(series.statistic(), drift);
        }
    }

    /** Writes {@value #PAGE} into the folder, which is made if needed. */
    public void write(Path folder) throws IOException {
        StringBuilder body = new StringBuilder(INTRODUCTION);
        bySender.entrySet().stream()
                .sorted((a, b) -> Long.compare(alarms(b.getValue()), alarms(a.getValue())))
                .limit(MOST_DRAWN)
                .forEach(sender -> body.append(section(sender.getKey(), sender.getValue())));
        if (bySender.size() > MOST_DRAWN) {
            body.append("<p>%d more sources, with no more alarms than these, are not shown; --json has them.</p>%n"
                    .formatted(bySender.size() - MOST_DRAWN));
        }
        if (bySender.isEmpty()) {
            body.append("<p>There are no images to compare.</p>\n");
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(PAGE), Html.page("Drift by source and week", body.toString()));
    }

    private static long alarms(Map<String, Map<String, Drift>> weeks) {
        return all(weeks).stream().filter(drift -> drift.index().isAlarm()).count();
    }

    private static List<Drift> all(Map<String, Map<String, Drift>> weeks) {
        return weeks.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }

    private static String section(Sender sender, Map<String, Map<String, Drift>> weeks) {
        List<String> statistics = all(weeks).stream()
                .map(drift -> drift.series().statistic())
                .distinct()
                .sorted()
                .toList();
        List<String> newestFirst = new ArrayList<>(weeks.keySet());
        Collections.reverse(newestFirst);
        String drawn = newestFirst.stream()
                .filter(week -> weeks.get(week).values().stream()
                        .anyMatch(drift -> drift.index().isJudged()))
                .findFirst()
                .orElse(newestFirst.get(0));
        StringBuilder html = new StringBuilder("<h2>%s <small>read by version %s</small></h2>%n"
                .formatted(Html.escaped(sender.source()), Html.escaped(sender.version())));
        html.append(table(statistics, newestFirst, weeks));
        html.append("<h3>Week %s against the reference</h3>%n<div class=\"drifts\">%n".formatted(drawn));
        weeks.get(drawn).values().forEach(drift -> html.append(card(drift)));
        return html.append("</div>\n").toString();
    }

    private static String table(List<String> statistics, List<String> weeks, Map<String, Map<String, Drift>> values) {
        StringBuilder html = new StringBuilder(
                "<div class=\"wide\"><table class=\"figures\"><tr><th class=\"text\">week</th>" + "<th>images</th>");
        statistics.forEach(name -> html.append("<th>%s</th>".formatted(Html.escaped(name))));
        html.append("</tr>\n");
        for (String week : weeks) {
            Map<String, Drift> row = values.get(week);
            long images = row.values().stream()
                    .mapToLong(drift -> drift.index().images())
                    .max()
                    .orElse(0);
            html.append("<tr><td class=\"text\">%s</td><td>%d</td>".formatted(week, images));
            statistics.forEach(name -> html.append(cell(row.get(name))));
            html.append("</tr>\n");
        }
        return html.append("</table></div>\n").toString();
    }

    private static String cell(Drift drift) {
        if (drift == null || !drift.index().isJudged()) {
            return "<td class=\"soft\">–</td>";
        }
        String value = Html.number(drift.index().value());
        return drift.index().isAlarm()
                ? "<td><b class=\"drifted\">%s</b></td>".formatted(value)
                : "<td>%s</td>".formatted(value);
    }

    private static String card(Drift drift) {
        StabilityIndex index = drift.index();
        String verdict = !index.isJudged()
                ? "too few images to judge"
                : (index.isAlarm() ? "<b class=\"drifted\">index %s</b>" : "index %s")
                                .formatted(Html.number(index.value()))
                        + ", bound " + Html.number(index.bound());
        return """
                <figure class="drift"><figcaption><strong>%s</strong><br>%s</figcaption>
                %s<p class="axis"><span>below %s</span><span>%s and above</span></p></figure>
                """.formatted(
                Html.escaped(drift.series().statistic()),
                verdict,
                bars(drift),
                edge(drift.reference().edges().get(0)),
                edge(drift.reference().edges().get(drift.reference().edges().size() - 1)));
    }

    /** Shares of the bins side by side; what is decided by length begins at one line. */
    private static String bars(Drift drift) {
        List<Long> reference = drift.reference().counts();
        double referenceSum = reference.stream().mapToLong(Long::longValue).sum();
        double imageSum = Math.max(1, drift.index().images());
        double highest = 0;
        for (int i = 0; i < reference.size(); i++) {
            highest = Math.max(
                    highest,
                    Math.max(reference.get(i) / referenceSum, drift.counts().get(i) / imageSum));
        }
        StringBuilder svg = new StringBuilder(
                "<svg viewBox=\"0 0 %d 100\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"images by decile of the reference\">"
                        .formatted(10 * reference.size()));
        for (int i = 0; i < reference.size(); i++) {
            svg.append(bar(10 * i + 1, reference.get(i) / referenceSum / highest, "reference"));
            svg.append(bar(
                    10 * i + 5,
                    drift.counts().get(i) / imageSum / highest,
                    drift.index().isAlarm() ? "drifted" : "images"));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(int x, double height, String kind) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"4\" height=\"%.1f\"/>",
                kind,
                x,
                100 - 100 * height,
                100 * height);
    }

    private static String edge(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
