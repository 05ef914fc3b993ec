package org.xraystream.training.roles;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.xraystream.events.ModelReleased;
import org.xraystream.registry.AnnouncedModels;
import org.xraystream.registry.Announcement;

/**
 * One model version, as {@code models list} tells of it.
 *
 * @param now what it does at present: {@code serves}, {@code reads along} or nothing
 * @param since when it took its role, ISO 8601
 * @param by a person's pseudonym or a policy's name
 * @param gate {@code passed}, {@code failed}, or nothing if none has judged it
 * @param packageObject bucket and key; nothing for the release that ships with the software
 */
record ModelLine(
        String id,
        String version,
        String sha256,
        String role,
        String now,
        String since,
        String by,
        String reason,
        String gate,
        Map<String, Double> metrics,
        String packageObject) {
    private static final String FORMAT = "%-32s %-9s %-11s %-20s %-12s %-6s %-6s %s%n";
    private static final int SHORT = 12;

    static List<ModelLine> of(AnnouncedModels models) {
        Optional<ModelReleased> champion = models.champions().stream().findFirst();
        Optional<ModelReleased> shadow = models.shadow();
        return models.all().stream()
                .map(model -> of(
                        model,
                        champion.filter(model::equals).isPresent()
                                ? "serves"
                                : shadow.filter(model::equals).isPresent() ? "reads along" : ""))
                .toList();
    }

    static ModelLine of(ModelReleased model, String now) {
        return new ModelLine(
                model.getModel().getId(),
                model.getModel().getVersion(),
                model.getModel().getSha256(),
                model.getRole().name(),
                now,
                model.getOccurredAt().toString(),
                model.getReleasedBy(),
                model.getReason(),
                Announcement.gatePassed(model)
                        .map(passed -> passed ? "passed" : "failed")
                        .orElse(""),
                model.getMetrics(),
                model.getPackageReference()
                        .map(place -> place.getBucket() + "/" + place.getKey())
                        .orElse(""));
    }

    static String heading() {
        return String.format(FORMAT, "MODEL", "ROLE", "NOW", "SINCE", "BY", "GATE", "AUROC", "WHY");
    }

    String row() {
        Double auroc = metrics.get("auroc");
        return String.format(
                Locale.ROOT,
                FORMAT,
                id + "/" + version,
                role,
                now,
                Instant.parse(since).truncatedTo(ChronoUnit.SECONDS),
                by.length() > SHORT ? by.substring(0, SHORT) : by,
                gate,
                auroc == null ? "" : String.format(Locale.ROOT, "%.4f", auroc),
                reason);
    }
}
