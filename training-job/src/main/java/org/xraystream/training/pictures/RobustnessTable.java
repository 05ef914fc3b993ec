package org.xraystream.training.pictures;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.xraystream.training.robustness.Perturbation;
import org.xraystream.training.robustness.RobustnessReport;
import org.xraystream.training.robustness.RobustnessReport.Rates;
import org.xraystream.training.robustness.RobustnessReport.Row;
import org.xraystream.training.robustness.Strength;

/** A model's figures under the suite of perturbations, a row for each and three columns for each strength. */
final class RobustnessTable {
    private RobustnessTable() {}

    static String html(RobustnessReport model, RobustnessReport sharpnessAlone) {
        StringBuilder html = new StringBuilder("<h2>Under perturbation</h2>\n");
        html.append("<p>%s</p>%n<p>%s</p>%n".formatted(summary(model), shortcut(sharpnessAlone)));
        html.append("<div class=\"wide\"><table class=\"figures\">\n<thead><tr><th></th>");
        for (Strength strength : Strength.values()) {
            html.append("<th colspan=\"3\">%s</th>".formatted(lower(strength)));
        }
        html.append("</tr>\n<tr><th class=\"text\">Perturbation</th>");
        html.append("<th>AUROC</th><th>sens.</th><th>spec.</th>".repeat(Strength.values().length));
        html.append("</tr></thead>\n<tbody>\n");
        byPerturbation(model).forEach((kind, rows) -> {
            html.append("<tr><td class=\"text\">%s</td>".formatted(lower(kind)));
            rows.forEach(row -> html.append(cells(row.rates())));
            html.append("</tr>\n");
        });
        return html.append("</tbody></table></div>\n").toString();
    }

    private static Map<Perturbation, List<Row>> byPerturbation(RobustnessReport report) {
        return report.variants().stream()
                .collect(Collectors.groupingBy(Row::perturbation, TreeMap::new, Collectors.toList()));
    }

    private static String summary(RobustnessReport model) {
        String interval = model.meanAurocCi95() == null
                ? ""
                : " (95 %% %s to %s)"
                        .formatted(
                                Html.number(model.meanAurocCi95().get(0)),
                                Html.number(model.meanAurocCi95().get(1)));
        return "Over all perturbations the mean AUROC is %s%s, %s below that of the films as they are. "
                        .formatted(Html.number(model.meanAuroc()), interval, Html.number(model.drop()))
                + "The lowest specificity at moderate strength is %s (%s)."
                        .formatted(
                                Html.number(model.lowestSpecificity()),
                                Html.escaped(String.valueOf(model.lowestSpecificityUnder())));
    }

    private static String shortcut(RobustnessReport sharpness) {
        return "Beside it, a rule that knows how sharp a film is and nothing else: AUROC %s on films as they are, %s on perturbed ones."
                .formatted(Html.number(sharpness.plain().auroc()), Html.number(sharpness.meanAuroc()));
    }

    private static String cells(Rates rates) {
        return "<td>%s</td><td>%s</td><td>%s</td>"
                .formatted(
                        Html.number(rates.auroc()), Html.number(rates.sensitivity()), Html.number(rates.specificity()));
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
