package org.xraystream.training.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.metrics.PrecisionRecallCurve;
import org.xraystream.training.metrics.Reliability;
import org.xraystream.training.metrics.RocCurve;
import org.xraystream.training.metrics.Scored;
import org.xraystream.training.pictures.ModelHistoryPage.Point;

/**
 * The charts of training runs. Each has a line per name, in the colours of {@link #PALETTE} by the order of the names,
 * and no legend: the page that it is on has one for all of its charts.
 */
final class Charts {
    /** After Okabe and Ito (2008), told apart by the colour-blind too; no yellow, which is faint on white. */
    static final List<Color> PALETTE = List.of(
            new Color(0x00, 0x72, 0xb2),
            new Color(0xd5, 0x5e, 0x00),
            new Color(0x00, 0x9e, 0x73),
            new Color(0xcc, 0x79, 0xa7),
            new Color(0xe6, 0x9f, 0x00),
            new Color(0x56, 0xb4, 0xe9),
            new Color(0x66, 0x66, 0x66),
            new Color(0x8c, 0x5a, 0x2b));

    /** With spaces, so that no experiment has it. */
    private static final String GUIDE_NAME = "to compare with";

    private static final int WIDTH = 440;
    private static final int HEIGHT = 360;
    static final int ENOUGH_FILMS = 10;
    private static final Color GRID = new Color(0xe6, 0xe6, 0xe6);
    private static final Color GUIDE = new Color(0xb0, 0xb0, 0xb0);
    private static final Color INK = new Color(0x33, 0x33, 0x33);
    private static final BasicStroke SOLID = new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke THIN = new BasicStroke(1, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 5}, 0);

    private Charts() {}

    /** The colour of the line with this number, counted from 0. */
    static Color color(int line) {
        return PALETTE.get(line % PALETTE.size());
    }

    /** A value per epoch, the first one's at 1. */
    static XYChart byEpoch(String title, String figure, Map<String, List<Double>> lines) {
        XYChart chart = plain(title, "epoch", figure);
        int longest = lines.values().stream().mapToInt(List::size).max().orElse(1);
        chart.getStyler().setXAxisMin(longest > 1 ? 1.0 : 0.5).setXAxisMax(Math.max(1.5, longest));
        chart.getStyler().setXAxisDecimalPattern("0.#").setXAxisTickMarkSpacingHint(longest > 12 ? 60 : 40);
        List<String> names = List.copyOf(lines.keySet());
        for (int i = 0; i < names.size(); i++) {
            List<Double> values = lines.get(names.get(i));
            double[] epochs = new double[values.size()];
            Arrays.setAll(epochs, epoch -> epoch + 1);
            XYSeries line = line(chart, names.get(i), epochs, doubles(values, v -> v), color(i));
            line.setMarker(values.size() < 3 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        }
        return chart;
    }

    /** Receiver operating characteristics: the corner in which they differ, if they leave the rest empty. */
    static XYChart roc(Map<String, List<Decided>> films) {
        XYChart chart = unitSquare("Receiver operating characteristic", "1 − specificity", "sensitivity");
        guide(chart, new double[] {0, 1}, new double[] {0, 1});
        int number = 0;
        double equalError = 0;
        for (Map.Entry<String, List<Decided>> entry : films.entrySet()) {
            List<RocCurve.Point> points = RocCurve.of(scored(entry.getValue())).points();
            line(
                    chart,
                    entry.getKey(),
                    doubles(points, RocCurve.Point::falsePositiveRate),
                    doubles(points, RocCurve.Point::sensitivity),
                    color(number++));
            equalError = Math.max(equalError, equalError(points));
        }
        double corner = equalError < 0.08 ? 0.25 : equalError < 0.16 ? 0.5 : 1;
        chart.getStyler().setXAxisMax(corner).setYAxisMin(1 - corner);
        return chart;
    }

    /** Where the share of normals called pneumonia passes that of pneumonias called normal. */
    private static double equalError(List<RocCurve.Point> points) {
        return points.stream()
                .filter(point -> point.falsePositiveRate() >= 1 - point.sensitivity())
                .mapToDouble(RocCurve.Point::falsePositiveRate)
                .findFirst()
                .orElse(1);
    }

    /** A point on the chart of {@link #roc}, in the colour of the line with this number. */
    static void mark(XYChart chart, String name, double x, double y, int line) {
        line(chart, name, new double[] {x}, new double[] {y}, color(line)).setMarker(SeriesMarkers.CIRCLE);
    }

    /** Precision against recall; the dashed line is what chance comes to, and the chart begins a little below it. */
    static XYChart precisionRecall(Map<String, List<Decided>> films) {
        XYChart chart = unitSquare("Precision and recall", "recall (sensitivity)", "precision");
        films.values().stream().findFirst().ifPresent(first -> {
            double prevalence = first.stream().filter(Decided::positive).count() / (double) first.size();
            guide(chart, new double[] {0, 1}, new double[] {prevalence, prevalence});
            chart.getStyler().setYAxisMin(Math.max(0, Math.floor(10 * prevalence - 1) / 10));
        });
        int number = 0;
        for (Map.Entry<String, List<Decided>> entry : films.entrySet()) {
            List<PrecisionRecallCurve.Point> points = new ArrayList<>(
                    PrecisionRecallCurve.of(scored(entry.getValue())).points());
            points.add(0, new PrecisionRecallCurve.Point(0, points.get(0).precision()));
            line(
                    chart,
                    entry.getKey(),
                    doubles(points, PrecisionRecallCurve.Point::recall),
                    doubles(points, PrecisionRecallCurve.Point::precision),
                    color(number++));
        }
        return chart;
    }

    /**
     * What was observed against what was promised. A single line has every bin with its 95 % interval; of several lines
     * the bins of fewer than {@value #ENOUGH_FILMS} films are left out, which would hide the others.
     */
    static XYChart reliability(Map<String, List<Decided>> films) {
        XYChart chart = unitSquare("Reliability", "probability", "share with pneumonia");
        guide(chart, new double[] {0, 1}, new double[] {0, 1});
        int number = 0;
        for (Map.Entry<String, List<Decided>> entry : films.entrySet()) {
            boolean isSingle = films.size() == 1;
            List<Reliability.Bin> bins = Reliability.of(entry.getValue()).bins().stream()
                    .filter(bin -> isSingle || bin.n() >= ENOUGH_FILMS)
                    .toList();
            Color color = color(number++);
            if (bins.isEmpty()) {
                continue;
            }
            if (isSingle) {
                bins.forEach(bin -> interval(chart, bin, color));
            }
            XYSeries line = line(
                    chart,
                    entry.getKey(),
                    doubles(bins, Reliability.Bin::probability),
                    doubles(bins, bin -> bin.observed().value()),
                    color);
            line.setMarker(SeriesMarkers.CIRCLE);
            line.setLineStyle(THIN);
        }
        return chart;
    }

    private static void interval(XYChart chart, Reliability.Bin bin, Color color) {
        line(
                        chart,
                        String.format(Locale.ROOT, "interval at %s", bin.probability()),
                        new double[] {bin.probability(), bin.probability()},
                        new double[] {bin.observed().low(), bin.observed().high()},
                        color)
                .setLineStyle(THIN);
    }

    /**
     * Figures of models over time, each with its interval where it has one.
     *
     * @param lines by name, the points in the order of their times
     * @param marks of no line, by name
     */
    static XYChart overTime(
            String title, String time, String figure, Map<String, List<Point>> lines, Map<String, List<Point>> marks) {
        XYChart chart = plain(title, time, figure);
        chart.getStyler().setYAxisDecimalPattern("0.00#").setXAxisDecimalPattern("0.#");
        int number = 0;
        for (Map.Entry<String, List<Point>> entry : lines.entrySet()) {
            points(chart, entry.getKey(), entry.getValue(), color(number++));
        }
        for (Map.Entry<String, List<Point>> entry : marks.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                points(chart, entry.getKey(), entry.getValue(), color(number))
                        .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
                        .setMarker(SeriesMarkers.CROSS);
            }
            number++;
        }
        return chart;
    }

    private static XYSeries points(XYChart chart, String name, List<Point> points, Color color) {
        for (Point point : points) {
            if (!Double.isNaN(point.figure().low())) {
                line(
                                chart,
                                name + " at " + point.time(),
                                new double[] {point.time(), point.time()},
                                new double[] {
                                    point.figure().low(), point.figure().high()
                                },
                                color)
                        .setLineStyle(THIN);
            }
        }
        return line(
                chart,
                name,
                doubles(points, Point::time),
                doubles(points, point -> point.figure().value()),
                color);
    }

    private static XYChart unitSquare(String title, String x, String y) {
        XYChart chart = plain(title, x, y);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        chart.getStyler().setXAxisDecimalPattern("0.0#").setYAxisDecimalPattern("0.0#");
        return chart;
    }

    private static void guide(XYChart chart, double[] x, double[] y) {
        line(chart, GUIDE_NAME, x, y, GUIDE).setLineStyle(DASHED);
    }

    private static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(color);
        series.setLineStyle(SOLID);
        series.setMarkerColor(color);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    private static XYChart plain(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        Styler styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setLegendVisible(false);
        styler.setChartTitleBoxVisible(false);
        styler.setChartFontColor(INK);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        styler.setMarkerSize(6);
        styler.setLocale(Locale.ROOT);
        chart.getStyler().setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        chart.getStyler().setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        chart.getStyler().setAxisTickLabelsColor(INK);
        chart.getStyler().setYAxisTickMarkSpacingHint(40);
        chart.getStyler().setAxisTickMarksColor(GUIDE);
        chart.getStyler().setPlotGridLinesColor(GRID);
        chart.getStyler().setPlotGridLinesStroke(THIN);
        return chart;
    }

    private static List<Scored> scored(List<Decided> films) {
        return films.stream().map(Decided::scored).toList();
    }

    private static <T> double[] doubles(List<T> values, ToDoubleFunction<T> figure) {
        return values.stream().mapToDouble(figure).toArray();
    }
}
