package org.xraystream.training.pictures;

import java.util.Locale;
import org.xraystream.training.metrics.Confusion;

/** Decisions by label as a small table, each cell as dark as its share of the films of its label. */
final class ConfusionTable {
    private ConfusionTable() {}

    static String html(String caption, Confusion counts) {
        long normals = counts.tn() + counts.fp();
        long pneumonias = counts.tp() + counts.fn();
        return """
                <table class="confusion">
                <caption>%s</caption>
                <tr><th></th><th scope="col">read as<br>normal</th><th scope="col">read as<br>pneumonia</th></tr>
                <tr><th scope="row">normal</th>%s%s</tr>
                <tr><th scope="row">pneumonia</th>%s%s</tr>
                </table>
                """.formatted(
                        caption,
                        cell(counts.tn(), normals),
                        cell(counts.fp(), normals),
                        cell(counts.fn(), pneumonias),
                        cell(counts.tp(), pneumonias));
    }

    private static String cell(long count, long all) {
        double share = all == 0 ? 0 : (double) count / all;
        return String.format(
                Locale.ROOT,
                "<td style=\"--share:%.0f%%\">%d<small>%.1f %%</small></td>",
                60 * share,
                count,
                100 * share);
    }
}
