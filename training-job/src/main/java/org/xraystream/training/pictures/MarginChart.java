package org.xraystream.training.pictures;

import java.util.Locale;
import org.xraystream.training.gate.GateCriterion;
import org.xraystream.training.gate.Outcome;

/** The interval of a difference in units of its margin, better to the right, so that all criteria share one axis. */
final class MarginChart {
    /** Ends of the axis, in margins; what lies beyond is cut. */
    private static final double END = 3;

    private MarginChart() {}

    /** Nothing for a criterion without figures or without a margin. */
    static String html(GateCriterion criterion) {
        if (criterion.low() == null || criterion.margin() == null || criterion.margin() <= 0) {
            return "";
        }
        double sign = criterion.higherIsBetter() ? 1 : -1;
        double one = place(sign * criterion.low() / criterion.margin());
        double other = place(sign * criterion.high() / criterion.margin());
        return String.format(
                Locale.ROOT,
                "<div class=\"margin %s\"><u style=\"left:%.2f%%\"></u><s style=\"left:50%%\"></s>"
                        + "<i style=\"left:%.2f%%;width:%.2f%%\"></i><b style=\"left:%.2f%%\"></b></div>",
                criterion.outcome() == Outcome.FAILED ? "failed" : "",
                place(-1),
                Math.min(one, other),
                Math.abs(one - other),
                place(sign * criterion.difference() / criterion.margin()));
    }

    private static double place(double margins) {
        return 50 + 50 * Math.max(-END, Math.min(END, margins)) / END;
    }
}
