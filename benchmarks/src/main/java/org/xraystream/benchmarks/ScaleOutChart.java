package org.xraystream.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.xraystream.benchmarks.LagSampler.Sample;

/** A drill as a picture (SVG): throughput above, lag below, and what was done to the stack across both. */
record ScaleOutChart(ScaleOutReport report) {
    private static final int LEFT = 60;
    private static final int WIDTH = 900;
    private static final int TOP = 130;
    private static final int HEIGHT = 150;
    private static final int GAP = 50;
    /** Results come in batches: their rate is that of so many seconds. */
    private static final int WINDOW = 5;

    private static final String ACCEPTED = "#e69f00";
    private static final String RESULTS = "#0072b2";
    private static final String LAG = "#d55e00";

    String svg() {
        double end =
                Math.max(1, report.samples().get(report.samples().size() - 1).seconds());
        Panel rates = new Panel(TOP, end, Math.max(highest(Sample::accepted, end), highest(Sample::results, end)));
        Panel lags = new Panel(
                TOP + HEIGHT + GAP,
                end,
                report.samples().stream().mapToDouble(Sample::lag).max().orElse(1));
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" fill=\"#333\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                LEFT + WIDTH + 20,
                TOP + 2 * HEIGHT + GAP + 50));
        rates.frame(svg, "images per second");
        lags.frame(svg, "images of lag");
        rates.line(svg, ACCEPTED, points(rates, sample -> rate(sample, Sample::accepted)));
        rates.line(svg, RESULTS, points(rates, sample -> rate(sample, Sample::results)));
        lags.line(svg, LAG, points(lags, Sample::lag));
        text(svg, LEFT + WIDTH - 190, TOP - 6, ACCEPTED, "accepted");
        text(svg, LEFT + WIDTH - 110, TOP - 6, RESULTS, "results committed");
        events(svg, rates);
        text(svg, LEFT + WIDTH / 2 - 80, TOP + 2 * HEIGHT + GAP + 40, "#333", "seconds since the first upload");
        return svg.append("</svg>\n").toString();
    }

    private double highest(ToDoubleFunction<Sample> count, double end) {
        return report.samples().stream()
                .filter(sample -> sample.seconds() <= end)
                .mapToDouble(sample -> rate(sample, count))
                .max()
                .orElse(1);
    }

    private double rate(Sample sample, ToDoubleFunction<Sample> count) {
        Sample before = report.samples().stream()
                .filter(earlier -> earlier.seconds() >= sample.seconds() - WINDOW)
                .findFirst()
                .orElse(sample);
        double seconds = sample.seconds() - before.seconds();
        return seconds <= 0 ? 0 : (count.applyAsDouble(sample) - count.applyAsDouble(before)) / seconds;
    }

    private String points(Panel panel, ToDoubleFunction<Sample> value) {
        return report.samples().stream()
                .filter(sample -> value.applyAsDouble(sample) >= 0)
                .map(sample -> String.format(
                        Locale.ROOT, "%.1f,%.1f", panel.x(sample.seconds()), panel.y(value.applyAsDouble(sample))))
                .collect(Collectors.joining(" "));
    }

    private void events(StringBuilder svg, Panel panel) {
        List<ScaleOutReport.Event> events = report.events();
        for (int i = 0; i < events.size(); i++) {
            double x = panel.x(events.get(i).seconds());
            double y = 16 + 15 * (i % 7);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%d\" stroke=\"#999\" stroke-dasharray=\"3 3\"/>%n",
                    x,
                    x,
                    y,
                    TOP + 2 * HEIGHT + GAP));
            text(svg, x + 3, y, "#333", events.get(i).what());
        }
    }

    private static void text(StringBuilder svg, double x, double y, String colour, String text) {
        svg.append(
                String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>%n", x, y, colour, text));
    }

    /** One of the two, from its upper edge, over so many seconds and up to a value. */
    private record Panel(int top, double seconds, double most) {
        private static final int STEPS = 4;

        double x(double at) {
            return LEFT + WIDTH * at / seconds;
        }

        double y(double value) {
            return top + HEIGHT * (1 - value / Math.max(1e-9, most));
        }

        void frame(StringBuilder svg, String title) {
            text(svg, LEFT, top - 6, "#333", title);
            for (int i = 0; i <= STEPS; i++) {
                double value = most * i / STEPS;
                svg.append(String.format(
                        Locale.ROOT,
                        "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#e6e6e6\"/>%n",
                        LEFT,
                        LEFT + WIDTH,
                        y(value),
                        y(value)));
                text(svg, 12, y(value) + 4, "#333", String.format(Locale.ROOT, "%.1f", value));
                double at = seconds * i / STEPS;
                text(svg, x(at) - 10, top + HEIGHT + 16, "#333", String.format(Locale.ROOT, "%.0f", at));
            }
        }

        void line(StringBuilder svg, String colour, String points) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>%n",
                    points,
                    colour));
        }
    }
}
