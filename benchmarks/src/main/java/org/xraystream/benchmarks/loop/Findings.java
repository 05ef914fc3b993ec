package org.xraystream.benchmarks.loop;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xraystream.benchmarks.loop.LoopReport.Claim;
import org.xraystream.benchmarks.loop.ModelHistory.Step;
import org.xraystream.training.metrics.Estimate;

/**
 * What a simulation came to, before it is judged.
 *
 * @param minutes how long it took
 * @param steps with at least the first model's
 * @param poisonedAt minutes after the beginning
 * @param rejected the model that the gate rejected after that, if any
 */
record Findings(
        Exam exam,
        double minutes,
        List<Step> steps,
        Ward.Count ward,
        double poisonedAt,
        int mislabelled,
        Optional<Step> rejected) {

    LoopReport report(LoopReport.Setting setting) {
        List<Step> champions = steps.stream().filter(Step::isChampion).toList();
        Step first = champions.get(0);
        Step served = champions.get(champions.size() - 1);
        Estimate gain = exam.gain(first.exam(), served.exam(), false);
        Estimate subgroupGain = exam.gain(first.exam(), served.exam(), true);
        return new LoopReport(
                setting,
                minutes,
                steps.stream().map(Findings::step).toList(),
                ward,
                mislabelled,
                judged(first),
                judged(served),
                gain,
                subgroupGain,
                List.of(
                        new Claim(
                                "The served model is better than the first, at 95 % confidence, on patients never used",
                                gain.low() > 0,
                                "AUROC %s, from %s to %s; of the subgroup %s"
                                        .formatted(
                                                signed(gain),
                                                text(first.exam().all()),
                                                text(served.exam().all()),
                                                signed(subgroupGain))),
                        new Claim(
                                "Each film that was sent has a result, and each label was taken",
                                ward.failures().isEmpty(),
                                "%d films, %d labels, %d of them blind, %d failures"
                                        .formatted(
                                                ward.sent(),
                                                ward.labelled(),
                                                ward.blind(),
                                                ward.failures().size())),
                        new Claim(
                                "The gate passed good candidates, which took over while films flowed",
                                champions.size() > 1,
                                "%d promotions; results by model: %s".formatted(champions.size() - 1, ward.models())),
                        new Claim(
                                "The gate rejected the model of the poisoned labels, which never served",
                                rejected.filter(model -> !model.model().equals(served.model()))
                                        .isPresent(),
                                rejected.map(model -> "%d labels wrong since minute %.1f; exam AUROC %s. %s"
                                                .formatted(
                                                        mislabelled,
                                                        poisonedAt,
                                                        text(model.exam().all()),
                                                        model.gate().orElse("")))
                                        .orElse("none was rejected"))));
    }

    private static LoopReport.Step step(Step step) {
        return new LoopReport.Step(
                step.minutes(),
                step.model().getVersion(),
                step.role().name(),
                step.passedGate().orElse(null),
                step.by(),
                step.failedGate() ? step.gate().orElse(step.reason()) : step.reason(),
                step.exam().all(),
                step.exam().subgroup());
    }

    private static LoopReport.Judged judged(Step step) {
        return new LoopReport.Judged(
                step.model().getVersion(), step.exam().all(), step.exam().subgroup());
    }

    private static String text(Estimate figure) {
        return String.format(Locale.ROOT, "%.4f (%.4f to %.4f)", figure.value(), figure.low(), figure.high());
    }

    private static String signed(Estimate gain) {
        return String.format(Locale.ROOT, "%+.4f (%+.4f to %+.4f)", gain.value(), gain.low(), gain.high());
    }
}
