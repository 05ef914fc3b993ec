package org.xraystream.training.pictures;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.xraystream.model.ModelIdentity;
import org.xraystream.training.gate.GateCriterion;
import org.xraystream.training.gate.GateReport;
import org.xraystream.training.gate.Outcome;
import org.xraystream.training.gate.Subgroup;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.metrics.Evaluation;

/** A gate's report as a page with its pictures inside. */
public final class GatePage {
    public static final String FILE = "gate.html";

    private static final String CHAMPION = "champion";
    private static final String CANDIDATE = "candidate";

    private final GateReport report;

    private GatePage(GateReport report) {
        this.report = report;
    }

    /** The report as a model package keeps it: {@value GateReport#FILE} and {@value #FILE}. */
    public static Map<String, byte[]> files(GateReport report) {
        return Map.of(GateReport.FILE, report.json(), FILE, html(report).getBytes(StandardCharsets.UTF_8));
    }

    /** The page. */
    public static String html(GateReport report) {
        return new GatePage(report).html();
    }

    private String html() {
        StringBuilder body = new StringBuilder();
        body.append("<p class=\"verdict %s\"><strong>%s</strong> %s</p>%n"
                .formatted(
                        report.passed() ? "passed" : "failed",
                        report.passed() ? "Passed." : "Not passed.",
                        Html.escaped(report.summary())));
        body.append(films());
        body.append(criteria());
        if (report.candidateFigures() != null) {
            body.append(charts()).append(subgroups());
        }
        body.append(footer());
        return Html.page("Gate of " + name(report.candidate()), body.toString());
    }

    private String films() {
        GateReport.FilmSet gold = report.gold();
        StringBuilder html = new StringBuilder();
        html.append("<p>%s is held against %s, which serves, on the frozen gold set: %d films of %d patients, %d with"
                        .formatted(
                                Html.escaped(name(report.candidate())),
                                Html.escaped(name(report.champion())),
                                gold.films(),
                                gold.patients(),
                                gold.positives())
                + " pneumonia");
        html.append(
                report.blind().films() == 0
                        ? "; there are no blind labels.</p>\n"
                        : "; and on %d films that people labelled without having seen a model's result.</p>%n"
                                .formatted(report.blind().films()));
        report.notes().forEach(note -> html.append("<p>%s</p>%n".formatted(Html.escaped(note))));
        return html.toString();
    }

    private String criteria() {
        StringBuilder html = new StringBuilder("<h2>Criteria</h2>\n");
        html.append(
                "<p>Every criterion must hold. The line is the 95 % interval of the difference, by draws of patients,"
                        + " in units of the margin: to the right of the grey line the candidate is better, and no part may lie"
                        + " left of the mark, where it is worse by the margin.</p>\n");
        html.append(
                "<div class=\"wide\"><table class=\"figures criteria\">\n<thead><tr><th class=\"text\">Criterion</th>"
                        + "<th>champion</th><th>candidate</th><th>difference</th><th>margin</th>"
                        + "<th class=\"text\">worse ← difference → better</th><th class=\"text\">outcome</th></tr></thead>\n<tbody>\n");
        report.criteria().forEach(criterion -> html.append(row(criterion)));
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String row(GateCriterion criterion) {
        return "<tr title=\"%s\"><td class=\"text\">%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td class=\"text outcome %s\">%s</td></tr>%n"
                .formatted(
                        Html.escaped(criterion.explanation()),
                        Html.escaped(criterion.title()),
                        number(criterion.champion()),
                        number(criterion.candidate()),
                        difference(criterion),
                        number(criterion.margin()),
                        MarginChart.html(criterion),
                        css(criterion.outcome()),
                        criterion.outcome().title());
    }

    private static String number(Double value) {
        return value == null ? "" : Html.number(value);
    }

    private static String difference(GateCriterion criterion) {
        return criterion.difference() == null
                ? ""
                : signed(criterion.difference()) + "<small>" + signed(criterion.low()) + " to "
                        + signed(criterion.high()) + "</small>";
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value).replace('-', '−');
    }

    private static String css(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String charts() {
        if (!Png.canDraw()) {
            return "<p>No curves are drawn: the machine that wrote this page has no fonts.</p>\n";
        }
        Map<String, List<Decided>> answers = new LinkedHashMap<>();
        answers.put(CHAMPION, answers(GateReport.FilmAnswers::championProbability));
        answers.put(CANDIDATE, answers(GateReport.FilmAnswers::candidateProbability));
        XYChart roc = Charts.roc(answers);
        mark(roc, report.championFigures(), 0);
        mark(roc, report.candidateFigures(), 1);
        List<XYChart> charts = List.of(roc, Charts.precisionRecall(answers), Charts.reliability(answers));
        return "<h2>On the gold set</h2>\n<p>The points are where each model decides.</p>\n<div class=\"keys\">%s%s</div>%n<div class=\"charts\">%n%s</div>%n<div class=\"matrices\">%s%s</div>%n"
                .formatted(
                        Html.key(0, CHAMPION + ", " + name(report.champion())),
                        Html.key(1, CANDIDATE + ", " + name(report.candidate())),
                        charts.stream().map(Html::chart).collect(Collectors.joining()),
                        confusion(CHAMPION, 0, report.championFigures()),
                        confusion(CANDIDATE, 1, report.candidateFigures()));
    }

    /** Where the model decides; none of a set that lacks a class. */
    private static void mark(XYChart roc, Evaluation figures, int line) {
        if (figures.sensitivity() != null && figures.specificity() != null) {
            Charts.mark(roc, "decision " + line, 1 - figures.specificity(), figures.sensitivity(), line);
        }
    }

    private static String confusion(String name, int line, Evaluation figures) {
        return ConfusionTable.html(Html.key(line, name + ", at its own threshold"), figures.confusion());
    }

    private List<Decided> answers(Function<GateReport.FilmAnswers, Double> probability) {
        return report.answers().stream()
                .map(film -> new Decided(film.pneumonia(), probability.apply(film), film.candidateFinding()))
                .toList();
    }

    private String subgroups() {
        if (report.subgroups().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<h2>Subgroups</h2>\n");
        html.append(
                "<p>A group fails where a figure falls by more than %s and the interval, which is simultaneous over all"
                                .formatted(
                                        Html.number(report.rules().subgroups().fall()))
                        + " groups and figures, leaves out no change; or where it falls by more than %s at all. The area of a group"
                                .formatted(
                                        Html.number(report.rules().subgroups().grossFall()))
                        + " of one class is against all films of the other.</p>\n");
        html.append(
                "<div class=\"wide\"><table class=\"figures\">\n<thead><tr><th class=\"text\">Group</th><th>films</th>"
                        + "<th>with pneumonia</th><th>patients</th><th class=\"text\">figure</th><th>champion</th>"
                        + "<th>candidate</th><th>difference</th><th class=\"text\">outcome</th></tr></thead>\n<tbody>\n");
        for (Subgroup group : report.subgroups()) {
            String head = "<td class=\"text\">%s</td><td>%d</td><td>%d</td><td>%d</td>"
                    .formatted(Html.escaped(group.name()), group.films(), group.positives(), group.patients());
            for (Subgroup.Change change : group.figures()) {
                html.append(row(head, change));
                head = "<td></td>".repeat(4);
            }
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String row(String head, Subgroup.Change change) {
        return "<tr>%s<td class=\"text\">%s</td><td>%s</td><td>%s</td><td>%s<small>%s to %s</small></td><td class=\"text outcome %s\">%s</td></tr>%n"
                .formatted(
                        head,
                        Html.escaped(change.title()),
                        Html.number(change.champion()),
                        Html.number(change.candidate()),
                        signed(change.difference()),
                        signed(change.low()),
                        signed(change.high()),
                        css(change.outcome()),
                        change.outcome().title());
    }

    private String footer() {
        StringBuilder html = new StringBuilder("<h2>In words</h2>\n<dl>\n");
        report.criteria()
                .forEach(criterion -> html.append("<dt>%s: %s</dt><dd>%s</dd>%n"
                        .formatted(
                                Html.escaped(criterion.title()),
                                criterion.outcome().title(),
                                Html.escaped(criterion.explanation()))));
        html.append(
                "</dl>\n<p class=\"soft\">Intervals: percentiles of %d draws of patients, seeded by the gold set. Gold set %s.</p>%n"
                        .formatted(
                                report.rules().bootstrapRounds(), report.gold().digest()));
        html.append("<p class=\"soft\">%s</p>%n".formatted(Html.escaped(report.intendedUse())));
        return html.toString();
    }

    private static String name(ModelIdentity model) {
        return model.id() + " " + model.version();
    }
}
