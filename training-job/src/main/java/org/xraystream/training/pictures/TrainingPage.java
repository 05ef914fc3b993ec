package org.xraystream.training.pictures;

import java.awt.AWTError;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.metrics.Reliability;
import org.xraystream.training.metrics.RocCurve;

/**
 * A training run as a page with its pictures inside, and the pictures as files beside it.
 *
 * @param title of the page
 * @param epochs what each came to
 * @param heldOut figures on films on which nothing was chosen, of both classes
 * @param films the answers that these figures are of
 * @param figures the same figures as text, lines that a person reads
 */
public record TrainingPage(String title, List<Epoch> epochs, Evaluation heldOut, List<Decided> films, String figures) {
    public static final String PAGE = "report.html";

    /** Whether this machine can draw text: without a font or with a wrong display, Java fails in ways of its own. */
    public static boolean canDraw() {
        try {
            FontRenderContext context = new FontRenderContext(null, true, true);
            return new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                            .getStringBounds("0", context)
                            .getWidth()
                    > 0;
        } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
            return false;
        }
    }

    /** Writes {@value #PAGE} and learning-curves.png, roc.png, confusion.png and reliability.png. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, byte[]> pictures = pictures();
        for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
            Files.write(folder.resolve(picture.getKey()), picture.getValue());
        }
        Files.writeString(folder.resolve(PAGE), html(pictures), StandardCharsets.UTF_8);
    }

    private Map<String, byte[]> pictures() throws IOException {
        RocCurve curve = RocCurve.of(films.stream().map(Decided::scored).toList());
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        pictures.put("learning-curves.png", png(Charts.learningCurves(epochs)));
        pictures.put("roc.png", png(Charts.roc(curve, heldOut)));
        pictures.put("confusion.png", png(Charts.confusion(heldOut.confusion())));
        pictures.put("reliability.png", png(Charts.reliability(Reliability.of(films))));
        return pictures;
    }

    private static byte[] png(Chart<?, ?> chart) throws IOException {
        return ChartEncoder.getBytes(chart, "png");
    }

    private String html(Map<String, byte[]> pictures) {
        List<String> images = new ArrayList<>();
        pictures.forEach((name, png) -> images.add("<img alt=\"%s\" src=\"data:image/png;base64,%s\">"
                .formatted(
                        name.replace(".png", "").replace('-', ' '),
                        Base64.getEncoder().encodeToString(png))));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <title>%1$s</title>
                <style>
                body { font-family: sans-serif; max-width: 1320px; margin: 2em auto; padding: 0 1em; color: #222 }
                img { max-width: 100%%; margin: 0 1em 1em 0; vertical-align: top }
                </style>
                <h1>%1$s</h1>
                <p>Not for diagnostic use. All but the learning curves is of held-out films, on which nothing was \
                chosen. The learning curves' validation films, under every perturbation, chose when to stop; the \
                training loss is of augmented films with smoothed labels, so the two losses do not compare.</p>
                <pre>%2$s</pre>
                %3$s
                </html>
                """.formatted(escaped(title), escaped(figures), String.join("\n", images));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
