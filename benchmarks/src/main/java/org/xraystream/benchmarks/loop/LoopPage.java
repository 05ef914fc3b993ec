package org.xraystream.benchmarks.loop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xraystream.benchmarks.loop.LoopReport.Step;
import org.xraystream.training.metrics.Estimate;
import org.xraystream.training.pictures.ModelHistoryPage;

/** A simulation as a page. */
record LoopPage(LoopReport report) {
    void write(Path folder) throws IOException {
        if (!ModelHistoryPage.canDraw()) {
            return;
        }
        Map<String, List<ModelHistoryPage.Point>> lines = new LinkedHashMap<>();
        lines.put("all films", served(Step::auroc));
        lines.put("normal films and the subgroup", served(Step::subgroupAuroc));
        new ModelHistoryPage(
                        "The loop, simulated",
                        report.claims().stream()
                                .map(claim -> (claim.holds() ? "" : "DOES NOT HOLD: ") + claim.what() + ": "
                                        + claim.figures())
                                .toList(),
                        lines,
                        report.minutes(),
                        report.steps().stream()
                                .filter(Step::isRejected)
                                .map(step -> new ModelHistoryPage.Point(step.minutes(), step.auroc()))
                                .toList(),
                        report.steps().stream().map(LoopPage::row).toList())
                .write(folder);
    }

    /** The figure of each champion, from its promotion on. */
    private List<ModelHistoryPage.Point> served(Function<Step, Estimate> figure) {
        return report.steps().stream()
                .filter(Step::isChampion)
                .map(step -> new ModelHistoryPage.Point(step.minutes(), figure.apply(step)))
                .toList();
    }

    private static ModelHistoryPage.Step row(Step step) {
        return new ModelHistoryPage.Step(
                step.minutes(),
                step.version(),
                step.role(),
                step.passedGate() == null ? "" : step.passedGate() ? "passed" : "failed",
                step.reason(),
                Stream.of(step.auroc(), step.subgroupAuroc()).toList());
    }
}
