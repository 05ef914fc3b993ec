package org.xraystream.training.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.xraystream.training.comparison.Comparison;
import org.xraystream.training.comparison.ExperimentFigures;
import org.xraystream.training.comparison.ExperimentResult;

/**
 * A comparison of experiments as one page with its pictures inside.
 *
 * @param comparison what is shown
 * @param worst the films that the best experiment is most sure of and wrong about
 * @param hardest the films that more than half of the experiments are wrong about
 */
public record ComparisonPage(Comparison comparison, List<Mistake> worst, List<Mistake> hardest) {
    public static final String PAGE = "report.html";

    private static final String LEGEND = """
            <p class="soft legend"><b>●</b> films as they are &nbsp; <b class="warm">◆</b> perturbed films</p>
            """;

    private static final String TABLE_NOTE = """
            <p class="soft">AUROC is the mean of the areas within the folds, with a 95 % interval over patients; \
            beside it its standard deviation over the folds. Log loss and accuracy (at a probability of a half) are of \
            the network's own probabilities, not calibrated. Press a column's head to sort.</p>
            """;

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
        StringBuilder body = new StringBuilder();
        body.append(introduction());
        body.append(list(comparison.findings()));
        body.append(shortfalls());
        body.append("<h2>All experiments</h2>\n").append(TABLE_NOTE).append(new FiguresTable(comparison).html());
        comparison.groups().forEach((group, members) -> body.append(group(group, members)));
        body.append(mistakes());
        body.append(method());
        return Html.page(comparison.setting().title(), body.toString());
    }

    private String introduction() {
        Comparison.Setting setting = comparison.setting();
        return String.format(
                Locale.ROOT, """
                <p>%d experiments on %,d films of %,d patients, by cross-validation in %d folds that part no patient. \
                Every figure is of films of patients that the network was not trained on.</p>
                """, comparison.results().size(), setting.films(), setting.patients(), setting.folds());
    }

    private static String list(List<String> sentences) {
        StringBuilder html = new StringBuilder("<ul>\n");
        sentences.forEach(
                sentence -> html.append("<li>").append(Html.escaped(sentence)).append("</li>\n"));
        return html.append("</ul>\n").toString();
    }

    /** What a reader must know before comparing: what was cut, and what failed. */
    private String shortfalls() {
        StringBuilder html = new StringBuilder();
        long cut = comparison.results().stream().filter(this::isCut).count();
        if (cut > 0) {
            html.append(String.format(
                    Locale.ROOT,
                    "<p><strong>%d experiments were cut</strong> to fit into %.0f minutes, as their epochs say, and may"
                            + " do better with more time.</p>%n",
                    cut,
                    comparison.setting().minutes()));
        }
        List<String> failures = comparison.results().stream()
                .filter(result -> result.failure() != null)
                .map(result -> result.group() + ", " + result.title() + ", after "
                        + result.folds().size() + " folds: " + result.failure())
                .toList();
        if (!failures.isEmpty()) {
            html.append("<p><strong>Not finished:</strong></p>\n").append(list(failures));
        }
        return html.toString();
    }

    private boolean isCut(ExperimentResult result) {
        return figures(result) != null && figures(result).plannedEpochs() < result.declaredEpochs();
    }

    private ExperimentFigures figures(ExperimentResult result) {
        return comparison.figures().get(result.name());
    }

    private String group(String group, List<ExperimentResult> members) {
        List<ExperimentResult> judged =
                members.stream().filter(member -> figures(member) != null).toList();
        if (judged.isEmpty()) {
            return "";
        }
        return "<h2>%s</h2>%n".formatted(Html.escaped(group))
                + LEGEND
                + new GroupSection(judged, comparison.figures()).html();
    }

    private String mistakes() {
        return "<h2>Worst mistakes</h2>\n<p>%s</p>%n".formatted(Gallery.NOTICE)
                + gallery("Where the best experiment is surest and wrong", worst)
                + gallery("What most experiments get wrong", hardest);
    }

    private static String gallery(String title, List<Mistake> mistakes) {
        return "<h3>%s</h3>%n".formatted(title) + (mistakes.isEmpty() ? "<p>No film.</p>\n" : Gallery.html(mistakes));
    }

    private String method() {
        Comparison.Setting setting = comparison.setting();
        StringBuilder html = new StringBuilder(String.format(
                Locale.ROOT,
                """
            <h2>How it was done</h2>
            <p>The patients are parted into %1$d folds. An experiment is trained once per fold, without the fold's films; \
            a tenth of the other patients decides when it stops. Then it reads the fold's films as they are and under \
            each of these perturbations: %2$s.</p>
            <p>Intervals are 95 %% percentile intervals of 1,000 draws of the patients with all their films. The draws \
            are the same for every experiment, and two experiments are told apart if the interval of their difference \
            on perturbed films leaves out 0. They do not know of the chance in training: another seed gives other \
            figures. Where many experiments are compared, some differences are chance.</p>
            <p>Reliability leaves out shares of fewer than 10 films. Learning curves are means over the folds that came to the epoch; validation films are perturbed ones. \
            Training loss is of augmented films with smoothed labels where an experiment has these, so that losses \
            compare only between experiments that have the same. Training and scoring took %3$.1f of %4$.0f minutes.</p>
            """,
                setting.folds(),
                Html.escaped(String.join(", ", setting.perturbations())),
                setting.minutesUsed(),
                setting.minutes()));
        html.append("<h3>Settings of every experiment</h3>\n");
        comparison
                .results()
                .forEach(result -> html.append("<details><summary>%s: %s</summary><pre>%s</pre></details>%n"
                        .formatted(
                                Html.escaped(result.group()),
                                Html.escaped(result.title()),
                                Html.escaped(result.settings()))));
        return html.toString();
    }
}
