package org.xraystream.training.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xraystream.events.ModelReference;
import org.xraystream.model.Reference;
import org.xraystream.model.Reference.Bins;
import org.xraystream.training.drift.Drift.Series;

/** Counts of images in the bins of references: of each series a few numbers, however many images. Not thread-safe. */
final class DriftTable {
    private final Map<Series, Counted> counted = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // counted in, never compared
    private record Counted(Bins reference, long[] counts) {}

    /** Counts one image. */
    void add(String source, String week, ModelReference model, Reference reference, Map<String, Double> statistics) {
        reference.statistics().forEach((name, bins) -> {
            Double value = statistics.get(name);
            if (value != null && Double.isFinite(value)) {
                Counted series = counted.computeIfAbsent(
                        new Series(source, week, model, name),
                        fresh -> new Counted(bins, new long[bins.counts().size()]));
                series.counts()[series.reference().of(value)]++;
            }
        });
    }

    /** Drops the weeks before this one. */
    void forgetBefore(String week) {
        counted.keySet().removeIf(series -> series.week().compareTo(week) < 0);
    }

    /** All series, by source, week, model and statistic. */
    List<Drift> drifts() {
        List<Drift> drifts = new ArrayList<>();
        counted.forEach((series, values) -> {
            List<Long> counts = Arrays.stream(values.counts()).boxed().toList();
            drifts.add(new Drift(series, values.reference(), counts, StabilityIndex.of(values.reference(), counts)));
        });
        drifts.sort((a, b) -> Series.ORDER.compare(a.series(), b.series()));
        return drifts;
    }
}
