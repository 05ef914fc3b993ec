package org.xraystream.training.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.xraystream.training.metrics.Estimate;

/**
 * Which model took which role when, and how each did on the same films.
 *
 * @param title of the page
 * @param findings sentences at the top
 * @param lines AUROC of the models that served, by the name of the films; it is drawn as steps
 * @param end of the time, in minutes
 * @param rejected AUROC of the models that their gate stopped, on the films of the first line
 * @param steps one a line, the oldest first
 */
public record ModelHistoryPage(
        String title,
        List<String> findings,
        Map<String, List<Point>> lines,
        double end,
        List<Point> rejected,
        List<Step> steps) {
    public static final String PAGE = "report.html";

    private static final String REJECTED = "rejected by the gate";

    /** A figure from a time on, in minutes. */
    public record Point(double time, Estimate figure) {}

    /**
     * A model took a role.
     *
     * @param minutes since the beginning
     * @param gate passed, failed or nothing
     * @param figures AUROC in the order of the lines
     */
    public record Step(
            double minutes, String version, String role, String gate, String reason, List<Estimate> figures) {}

    /** Whether this machine can draw charts. */
    public static boolean canDraw() {
        return Png.canDraw();
    }

    /** Writes {@value #PAGE}. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(PAGE), html(), StandardCharsets.UTF_8);
    }

    private String html() {
        Map<String, List<Point>> served = new LinkedHashMap<>();
        lines.forEach((name, points) -> served.put(name, steps(points)));
        XYChart chart = Charts.overTime(
                "AUROC of the model that serves", "minutes", "AUROC", served, Map.of(REJECTED, rejected));
        StringBuilder body = new StringBuilder("<ul>\n");
        findings.forEach(
                finding -> body.append("<li>").append(Html.escaped(finding)).append("</li>\n"));
        body.append("</ul>\n<div class=\"charts\">\n").append(Html.chart(chart)).append("</div>\n<p>");
        int line = 0;
        for (String name : lines.keySet()) {
            body.append(Html.key(line++, name));
        }
        body.append(Html.key(line, REJECTED));
        body.append("</p>\n<p class=\"soft\">Bars are 95 % intervals over patients.</p>\n<h2>Roles</h2>\n")
                .append(table());
        return Html.page(title, body.toString());
    }

    /** Each figure from its time until the next. */
    private List<Point> steps(List<Point> points) {
        List<Point> all = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double until = i + 1 < points.size() ? points.get(i + 1).time() : end;
            all.add(point);
            all.add(new Point(until, new Estimate(point.figure().value(), Double.NaN, Double.NaN)));
        }
        return all;
    }

    private String table() {
        StringBuilder html = new StringBuilder(
                "<table class=\"figures\">\n<tr><th>minute</th><th>version</th><th>role</th><th>gate</th>");
        lines.keySet()
                .forEach(name -> html.append("<th>").append(Html.escaped(name)).append("</th>"));
        html.append("<th>why</th></tr>\n");
        for (Step step : steps) {
            html.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%.1f</td><td>%s</td><td>%s</td><td>%s</td>",
                    step.minutes,
                    Html.escaped(step.version),
                    Html.escaped(step.role),
                    Html.escaped(step.gate)));
            step.figures.forEach(figure -> html.append("<td>%s <span class=\"soft\">%s</span></td>"
                    .formatted(Html.number(figure.value()), Html.interval(figure))));
            html.append("<td>").append(Html.escaped(step.reason)).append("</td></tr>\n");
        }
        return html.append("</table>\n").toString();
    }
}
