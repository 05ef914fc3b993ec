package org.xraystream.launcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.xraystream.inference.replay.Comparison;
import org.xraystream.inference.replay.ReplayResult;

/** What a replay did, for people and for machines. */
final class ReplayReport {
    private static final int MOST_LISTED = 10;
    private static final List<String> FINDINGS = List.of("NORMAL", "PNEUMONIA", "UNCERTAIN", "REJECTED");

    private ReplayReport() {}

    /** One line. */
    static String text(ReplayResult result) {
        return String.format(
                Locale.ROOT,
                "%s %s: %d diagnosed, %d rejected, %d passed over that had an outcome; %.1f images/s. Topic %s."
                        + " Not for diagnostic use.",
                result.model().getId(),
                result.model().getVersion(),
                result.diagnosed(),
                result.rejected(),
                result.passedOver(),
                result.imagesPerSecond(),
                result.topic());
    }

    /** Some lines. */
    static String text(Comparison comparison) {
        Comparison.Repeated repeated = comparison.repeated();
        Comparison.Difference difference = comparison.difference();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Compared with %s: %d images (%d have no answer there, %d could not be fetched or read on a side)%n"
                        + "By the same model: %d equal bit for bit, %d within %.4f, %d different; largest difference %.3g%n"
                        + "Change of probability: 5 %% below %.3g, median %.3g, 95 %% below %.3g, mean size %.3g%n"
                        + "%-12s%12s%12s%12s%12s%n",
                comparison.reference(),
                comparison.images(),
                comparison.missing(),
                comparison.incomparable(),
                repeated.equal(),
                repeated.near(),
                Comparison.TOLERANCE,
                repeated.different(),
                repeated.largest(),
                difference.p05(),
                difference.median(),
                difference.p95(),
                difference.meanSize(),
                "was \\ is",
                "NORMAL",
                "PNEUMONIA",
                "UNCERTAIN",
                "REJECTED"));
        for (String was : FINDINGS) {
            Map<String, Long> row = comparison.findings().get(was);
            text.append(String.format(
                    Locale.ROOT,
                    "%-12s%12d%12d%12d%12d%n",
                    was,
                    row.get("NORMAL"),
                    row.get("PNEUMONIA"),
                    row.get("UNCERTAIN"),
                    row.get("REJECTED")));
        }
        text.append(list("Not equal by the same model", repeated.first()));
        text.append(list("Another finding", comparison.changed()));
        return text.toString();
    }

    private static String list(String title, List<Comparison.Pair> pairs) {
        if (pairs.isEmpty()) {
            return "";
        }
        return pairs.stream()
                .limit(MOST_LISTED)
                .map(pair -> String.format(
                        Locale.ROOT,
                        "  %s  %s %.6f -> %s %.6f%n",
                        pair.imageId(),
                        pair.was(),
                        pair.probabilityWas(),
                        pair.is(),
                        pair.probabilityIs()))
                .collect(Collectors.joining("", title + " (" + pairs.size() + "):" + System.lineSeparator(), ""));
    }

    /** As it stands in the file of {@code --json}. */
    static Map<String, Object> forMachines(ReplayResult result) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", result.model().getId());
        model.put("version", result.model().getVersion());
        model.put("sha256", result.model().getSha256());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("notice", "Not for diagnostic use.");
        fields.put("topic", result.topic());
        fields.put("model", model);
        fields.put("diagnosed", result.diagnosed());
        fields.put("rejected", result.rejected());
        fields.put("passedOver", result.passedOver());
        fields.put("seconds", result.seconds());
        fields.put("imagesPerSecond", result.imagesPerSecond());
        return fields;
    }
}
