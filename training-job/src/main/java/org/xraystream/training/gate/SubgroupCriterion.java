package org.xraystream.training.gate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One criterion of all groups: no figure of any group falls too far. Its figures are those of the largest fall. */
final class SubgroupCriterion {
    private static final String NAME = "subgroups";
    private static final String TITLE = "Every subgroup";

    private record Row(Subgroup group, Subgroup.Change change) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "%s of %s: %.3f, the champion's %.3f",
                    change.title(),
                    group.name(),
                    change.candidate(),
                    change.champion());
        }
    }

    private SubgroupCriterion() {}

    static GateCriterion of(List<Subgroup> groups, GateRules.Subgroups rules) {
        List<Row> rows = groups.stream()
                .flatMap(group -> group.figures().stream().map(change -> new Row(group, change)))
                .toList();
        if (rows.isEmpty()) {
            return GateCriterion.without(
                    NAME,
                    TITLE,
                    Outcome.NOT_JUDGED,
                    "Not judged: no group has " + rules.leastFilms() + " films of a class.");
        }
        List<Row> failed = rows.stream()
                .filter(row -> row.change().outcome() == Outcome.FAILED)
                .toList();
        Row largest = (failed.isEmpty() ? rows : failed)
                .stream()
                        .min(Comparator.comparingDouble(row -> row.change().difference()))
                        .orElseThrow();
        return criterion(largest.change(), failed.isEmpty() ? passed(rows, largest, rules) : failed(failed, rules));
    }

    private static GateCriterion criterion(Subgroup.Change largest, String explanation) {
        return new GateCriterion(
                NAME,
                TITLE,
                largest.champion(),
                largest.candidate(),
                largest.difference(),
                largest.low(),
                largest.high(),
                null,
                null,
                true,
                largest.outcome(),
                explanation);
    }

    private static String passed(List<Row> rows, Row largest, GateRules.Subgroups rules) {
        return String.format(
                Locale.ROOT,
                "Of %d figures of groups none falls by more than %.2f beyond chance, nor by more than %.2f at all; the"
                        + " least favourable is %s.",
                rows.size(),
                rules.fall(),
                rules.grossFall(),
                largest.text());
    }

    private static String failed(List<Row> failed, GateRules.Subgroups rules) {
        return String.format(
                Locale.ROOT,
                "Falls by more than %.2f beyond chance, or by more than %.2f at all: %s.",
                rules.fall(),
                rules.grossFall(),
                failed.stream().map(Row::text).collect(Collectors.joining("; ")));
    }
}
