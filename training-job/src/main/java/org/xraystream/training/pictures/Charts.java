package org.xraystream.training.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.metrics.Confusion;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.metrics.Reliability;
import org.xraystream.training.metrics.RocCurve;

/** The charts of a training run. */
final class Charts {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 540;
    private static final int SIDE = 600;
    private static final Color BLUE = new Color(0x1f, 0x5f, 0xa8);
    private static final Color ORANGE = new Color(0xd9, 0x6c, 0x06);
    private static final Color GREEN = new Color(0x2a, 0x7f, 0x3f);
    private static final Color GREY = new Color(0x99, 0x99, 0x99);
    private static final BasicStroke SOLID = new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 6}, 0);

    private Charts() {}

    /** Losses on the left axis, AUROC on the right, by epoch. */
    static XYChart learningCurves(List<Epoch> epochs) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Learning curves")
                .xAxisTitle("epoch")
                .yAxisTitle("loss")
                .build();
        plain(chart.getStyler()).setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        addByEpoch(chart, "training loss", epochs, Epoch::trainingLoss, BLUE);
        addByEpoch(chart, "validation loss", epochs, Epoch::validationLoss, ORANGE);
        addByEpoch(chart, "validation AUROC", epochs, Epoch::validationAuroc, GREEN)
                .setYAxisGroup(1);
        chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
        chart.setYAxisGroupTitle(1, "AUROC");
        return chart;
    }

    private static XYSeries addByEpoch(
            XYChart chart, String name, List<Epoch> epochs, ToDoubleFunction<Epoch> figure, Color color) {
        double[] numbers = epochs.stream().mapToDouble(Epoch::number).toArray();
        return line(chart, name, numbers, epochs.stream().mapToDouble(figure).toArray(), color);
    }

    /** The curve, and the point at which the model decides. */
    static XYChart roc(RocCurve curve, Evaluation figures) {
        XYChart chart = unitSquare("Receiver operating characteristic", "1 − specificity", "sensitivity");
        diagonal(chart, "chance");
        line(
                chart,
                String.format(Locale.ROOT, "AUROC %.3f", figures.auroc()),
                curve.points().stream()
                        .mapToDouble(RocCurve.Point::falsePositiveRate)
                        .toArray(),
                curve.points().stream().mapToDouble(RocCurve.Point::sensitivity).toArray(),
                BLUE);
        XYSeries decision = line(
                chart,
                "decision",
                new double[] {1 - figures.specificity()},
                new double[] {figures.sensitivity()},
                ORANGE);
        decision.setMarker(SeriesMarkers.CIRCLE);
        return chart;
    }

    /** Decisions at the threshold by label. */
    static HeatMapChart confusion(Confusion counts) {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(SIDE)
                .height(SIDE)
                .title("Decisions at the threshold")
                .xAxisTitle("label")
                .yAxisTitle("model")
                .build();
        plain(chart.getStyler()).setLegendVisible(false);
        chart.getStyler().setShowValue(true);
        chart.getStyler().setHeatMapValueDecimalPattern("0");
        chart.getStyler().setValueFont(new Font(Font.SANS_SERIF, Font.BOLD, 28));
        chart.getStyler().setRangeColors(new Color[] {Color.WHITE, new Color(0x9c, 0xc3, 0xea)});
        chart.addSeries(
                "films",
                List.of("NORMAL", "PNEUMONIA"),
                List.of("NORMAL", "PNEUMONIA"),
                List.of(
                        new Number[] {0, 0, counts.tn()},
                        new Number[] {1, 0, counts.fn()},
                        new Number[] {0, 1, counts.fp()},
                        new Number[] {1, 1, counts.tp()}));
        return chart;
    }

    /** What was observed against what was promised, with a 95 % interval for each bin. */
    static XYChart reliability(Reliability reliability) {
        XYChart chart = unitSquare("Reliability", "calibrated probability", "share with pneumonia, 95 % interval");
        diagonal(chart, "perfect");
        for (Reliability.Bin bin : reliability.bins()) {
            double[] at = {bin.probability(), bin.probability()};
            line(
                            chart,
                            "interval at " + bin.probability(),
                            at,
                            new double[] {bin.observed().low(), bin.observed().high()},
                            BLUE)
                    .setShowInLegend(false);
        }
        XYSeries observed = line(
                chart,
                "observed",
                reliability.bins().stream()
                        .mapToDouble(Reliability.Bin::probability)
                        .toArray(),
                reliability.bins().stream()
                        .mapToDouble(bin -> bin.observed().value())
                        .toArray(),
                BLUE);
        observed.setMarker(SeriesMarkers.CIRCLE);
        observed.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        return chart;
    }

    private static XYChart unitSquare(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(SIDE)
                .height(SIDE)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        plain(chart.getStyler()).setLegendPosition(Styler.LegendPosition.InsideSE);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        return chart;
    }

    private static void diagonal(XYChart chart, String name) {
        line(chart, name, new double[] {0, 1}, new double[] {0, 1}, GREY).setLineStyle(DASHED);
    }

    private static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(color);
        series.setLineStyle(SOLID);
        series.setMarkerColor(color);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    private static <S extends AxesChartStyler> S plain(S styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setLegendBorderColor(Color.WHITE);
        return styler;
    }
}
