package org.xraystream.training.pictures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.xraystream.training.comparison.ExperimentFigures;
import org.xraystream.training.comparison.ExperimentResult;
import org.xraystream.training.comparison.FoldResult;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.metrics.Decided;

/** The experiments of one group beside each other: figures with intervals, curves, decisions. */
final class GroupSection {
    private final List<ExperimentResult> members;
    private final Map<String, ExperimentFigures> figures;

    /**
     * A section.
     *
     * @param members of the group that have at least one finished fold
     * @param figures of all experiments
     */
    GroupSection(List<ExperimentResult> members, Map<String, ExperimentFigures> figures) {
        this.members = members;
        this.figures = figures;
    }

    String html() {
        return intervals() + charts() + matrices();
    }

    private String intervals() {
        return IntervalChart.html(members.stream()
                .map(member -> new IntervalChart.Row(
                        Html.escaped(member.title()),
                        figures.get(member.name()).auroc(),
                        figures.get(member.name()).perturbedAuroc()))
                .toList());
    }

    private String charts() {
        StringBuilder html = new StringBuilder("<div class=\"keys\">\n");
        IntStream.range(0, members.size())
                .forEach(i -> html.append(Html.key(i, members.get(i).title())));
        html.append("</div>\n<div class=\"charts\">\n");
        html.append(Html.chart(Charts.byEpoch("Validation AUROC", "AUROC", byEpoch(Epoch::validationAuroc))));
        html.append(Html.chart(Charts.byEpoch("Training loss", "loss", byEpoch(Epoch::trainingLoss))));
        html.append(Html.chart(Charts.byEpoch("Validation loss", "loss", byEpoch(Epoch::validationLoss))));
        Map<String, List<Decided>> decided = byName(member -> ExperimentFigures.decided(member.answers()));
        html.append(Html.chart(Charts.roc(decided)));
        html.append(Html.chart(Charts.precisionRecall(decided)));
        html.append(Html.chart(Charts.reliability(decided)));
        return html.append("</div>\n").toString();
    }

    private String matrices() {
        StringBuilder html = new StringBuilder("<div class=\"matrices\">\n");
        for (int i = 0; i < members.size(); i++) {
            ExperimentResult member = members.get(i);
            html.append(ConfusionTable.html(
                    Html.key(i, member.title()),
                    figures.get(member.name()).plain().confusion()));
        }
        return html.append("</div>\n").toString();
    }

    private <T> Map<String, T> byName(Function<ExperimentResult, T> value) {
        Map<String, T> values = new LinkedHashMap<>();
        members.forEach(member -> values.put(member.name(), value.apply(member)));
        return values;
    }

    /** Means over the folds that came to the epoch. */
    private Map<String, List<Double>> byEpoch(ToDoubleFunction<Epoch> figure) {
        return byName(member -> {
            List<Double> means = new ArrayList<>();
            OptionalDouble mean = mean(member.folds(), 0, figure);
            while (mean.isPresent()) {
                means.add(mean.getAsDouble());
                mean = mean(member.folds(), means.size(), figure);
            }
            return means;
        });
    }

    private static OptionalDouble mean(List<FoldResult> folds, int epoch, ToDoubleFunction<Epoch> figure) {
        return folds.stream()
                .filter(fold -> fold.epochs().size() > epoch)
                .mapToDouble(fold -> figure.applyAsDouble(fold.epochs().get(epoch)))
                .average();
    }
}
