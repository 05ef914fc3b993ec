package org.xraystream.training.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * @param lines AUROC of the models that served, by the name of the films
 * @param steps one a line, the oldest first
 */
public record ModelHistoryPage(String title, List<String> findings, Map<String, List<Point>> lines, List<Step> steps) {
    public static final String PAGE = "report.html";

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
        XYChart chart = Charts.overTime("AUROC of the model that serves", "minutes", "AUROC", lines);
        StringBuilder body = new StringBuilder("<ul>\n");
        findings.forEach(
                finding -> body.append("<li>").append(Html.escaped(finding)).append("</li>\n"));
        body.append("</ul>\n<div class=\"charts\">\n").append(Html.chart(chart)).append("</div>\n<p>");
        int line = 0;
        for (String name : lines.keySet()) {
            body.append(Html.key(line++, name));
        }
        body.append("bars are 95 % intervals over patients</p>\n<h2>Roles</h2>\n")
                .append(table());
        return Html.page(title, body.toString());
    }

    private String table() {
        StringBuilder html =
                new StringBuilder("<table>\n<tr><th>minute</th><th>version</th><th>role</th><th>gate</th>");
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
