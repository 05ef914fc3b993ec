package org.xraystream.training.pictures;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.xraystream.training.metrics.Estimate;

/** The parts that all pages have in common. A page holds everything that it shows and loads nothing. */
final class Html {
    private static final String STYLE = resource("page.css");
    private static final String SCRIPT = resource("page.js");

    private Html() {}

    /** A whole page. */
    static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%1$s</title>
                <style>
                %2$s</style>
                <main>
                <header>
                <h1>%1$s</h1>
                <p class="notice">Not for diagnostic use.</p>
                </header>
                %3$s
                </main>
                <script>
                %4$s</script>
                </html>
                """.formatted(escaped(title), STYLE, body, SCRIPT);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A chart, which a dark page shows inverted. */
    static String chart(XYChart chart) {
        return chart(chart.getTitle(), Png.of(chart), chart.getWidth());
    }

    static String chart(String title, byte[] png, int width) {
        return "<img class=\"chart\" alt=\"%s\" width=\"%d\" src=\"%s\">%n"
                .formatted(escaped(title), width, embedded(png));
    }

    static String embedded(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    /** A spot of a line's colour beside its name. */
    static String key(int line, String name) {
        Color color = Charts.color(line);
        return String.format(
                "<span class=\"key\"><i style=\"background:#%02x%02x%02x\"></i>%s</span>%n",
                color.getRed(), color.getGreen(), color.getBlue(), escaped(name));
    }

    /** Three digits, or a dash for what is not defined. */
    static String number(Double value) {
        return value == null || value.isNaN() ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String interval(Estimate estimate) {
        return Double.isNaN(estimate.low()) ? "" : number(estimate.low()) + "–" + number(estimate.high());
    }

    private static String resource(String name) {
        try (InputStream stream = Html.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + name + " is not in this build.", e);
        }
    }
}
