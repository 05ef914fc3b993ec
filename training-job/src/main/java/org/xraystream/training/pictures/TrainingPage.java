package org.xraystream.training.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.robustness.RobustnessReport;

/**
 * A training run as a page with its pictures inside, and the charts as files beside it.
 *
 * @param title of the page
 * @param epochs what each came to
 * @param heldOut figures on films on which nothing was chosen, of both classes
 * @param films the answers that these figures are of
 * @param figures the same figures as text, lines that a person reads
 * @param robustness the held-out films under each perturbation
 * @param sharpnessAlone the same for a rule that knows a film's sharpness and nothing else
 * @param worst the films of which the model is most sure and wrong
 */
public record TrainingPage(
        String title,
        List<Epoch> epochs,
        Evaluation heldOut,
        List<Decided> films,
        String figures,
        RobustnessReport robustness,
        RobustnessReport sharpnessAlone,
        List<Mistake> worst) {
    public static final String PAGE = "report.html";

    /** Whether this machine can draw charts. */
    public static boolean canDraw() {
        return Png.canDraw();
    }

    /** Writes {@value #PAGE} and its charts, such as roc.png. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, XYChart> charts = charts();
        StringBuilder images = new StringBuilder();
        for (Map.Entry<String, XYChart> chart : charts.entrySet()) {
            byte[] png = Png.of(chart.getValue());
            Files.write(folder.resolve(chart.getKey() + ".png"), png);
            images.append(Html.chart(
                    chart.getValue().getTitle(), png, chart.getValue().getWidth()));
        }
        Files.writeString(folder.resolve(PAGE), html(images.toString()), StandardCharsets.UTF_8);
    }

    private Map<String, XYChart> charts() {
        Map<String, List<Decided>> answers = Map.of("model", films);
        Map<String, XYChart> charts = new LinkedHashMap<>();
        charts.put("training-loss", byEpoch("Training loss", "loss", Epoch::trainingLoss));
        charts.put("validation-loss", byEpoch("Validation loss", "loss", Epoch::validationLoss));
        charts.put("validation-auroc", byEpoch("Validation AUROC", "AUROC", Epoch::validationAuroc));
        XYChart roc = Charts.roc(answers);
        Charts.mark(roc, "decision", 1 - heldOut.specificity(), heldOut.sensitivity(), 1);
        charts.put("roc", roc);
        charts.put("precision-recall", Charts.precisionRecall(answers));
        charts.put("reliability", Charts.reliability(answers));
        return charts;
    }

    private XYChart byEpoch(String title, String axis, ToDoubleFunction<Epoch> figure) {
        return Charts.byEpoch(
                title,
                axis,
                Map.of("model", epochs.stream().map(figure::applyAsDouble).toList()));
    }

    private String html(String charts) {
        return Html.page(title, """
                <p>All but the learning curves is of held-out films, on which nothing was chosen. The learning curves' \
                validation films, under every perturbation, chose when to stop; the training loss is of augmented films \
                with smoothed labels, so the two losses do not compare.</p>
                <pre>%s</pre>
                <div class="charts">
                %s</div>
                <div class="matrices">%s</div>
                %s
                %s""".formatted(
                        Html.escaped(figures),
                        charts,
                        ConfusionTable.html("Decisions at the threshold", heldOut.confusion()),
                        RobustnessTable.html(robustness, sharpnessAlone),
                        mistakes()));
    }

    private String mistakes() {
        return worst.isEmpty()
                ? ""
                : "<h2>Worst mistakes</h2>\n<p>%s</p>%n%s".formatted(Gallery.NOTICE, Gallery.html(worst));
    }
}
