package org.xraystream.training.pictures;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.xraystream.training.metrics.Estimate;

/** Figures with their intervals under each other on one axis, two to a row: on plain films and on perturbed ones. */
final class IntervalChart {
    /** Ends of the axis lie on multiples of this. */
    private static final double STEP = 0.01;

    private final double low;
    private final double high;

    /**
     * A row.
     *
     * @param label HTML
     * @param plain figure on films as they are
     * @param perturbed figure on perturbed films
     */
    record Row(String label, Estimate plain, Estimate perturbed) {
        private Stream<Double> ends() {
            return Stream.of(plain, perturbed)
                    .flatMap(figure -> Stream.of(figure.low(), figure.value(), figure.high()))
                    .filter(end -> !end.isNaN());
        }
    }

    private IntervalChart(double low, double high) {
        this.low = low;
        this.high = high;
    }

    static String html(List<Row> rows) {
        double least = rows.stream().flatMap(Row::ends).min(Double::compare).orElse(0.0);
        double most = rows.stream().flatMap(Row::ends).max(Double::compare).orElse(1.0);
        return new IntervalChart(Math.floor(least / STEP) * STEP, Math.min(1, Math.ceil(most / STEP) * STEP))
                .draw(rows);
    }

    private String draw(List<Row> rows) {
        StringBuilder html = new StringBuilder("<div class=\"intervals\" role=\"img\" aria-label=\"AUROC\">\n");
        for (Row row : rows) {
            html.append("<div class=\"label\">%s</div><div class=\"track\">%s%s</div>%n"
                    .formatted(row.label(), mark("plain", row.plain()), mark("perturbed", row.perturbed())));
        }
        html.append(String.format(
                Locale.ROOT,
                "<div class=\"label axis\">AUROC, 95 %% interval</div><div class=\"axis\"><span>%.2f</span>"
                        + "<span>%.3g</span><span>%.2f</span></div>%n",
                low,
                (low + high) / 2,
                high));
        return html.append("</div>\n").toString();
    }

    private String mark(String kind, Estimate figure) {
        if (Double.isNaN(figure.low())) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "<span class=\"%s\" title=\"%s: %s (%s)\"><i style=\"left:%.2f%%;width:%.2f%%\"></i>"
                        + "<b style=\"left:%.2f%%\"></b></span>",
                kind,
                kind,
                Html.number(figure.value()),
                Html.interval(figure),
                share(figure.low()),
                share(figure.high()) - share(figure.low()),
                share(figure.value()));
    }

    private double share(double figure) {
        return high == low ? 50 : 100 * (figure - low) / (high - low);
    }
}
