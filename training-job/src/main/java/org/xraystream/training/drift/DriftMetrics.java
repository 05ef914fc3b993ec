package org.xraystream.training.drift;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.xraystream.training.drift.DriftReader.Tally;

/**
 * Drift as metrics: {@code drift.index} and {@code drift.bound} by source, week, statistic and version, of this week
 * and the last where there are images enough; {@code drift.alarms} how many of them are at their bound or beyond it;
 * {@code drift.diagnoses} by outcome, whose sum is the diagnoses that were read. Thread-safe.
 */
public final class DriftMetrics {
    private final MultiGauge index;
    private final MultiGauge bound;
    private volatile long alarms;
    private volatile Tally tally = new Tally(0, 0, 0, 0);

    public DriftMetrics(MeterRegistry registry) {
        this.index = MultiGauge.builder("drift.index")
                .description("population stability index against the model's reference")
                .register(registry);
        this.bound = MultiGauge.builder("drift.bound")
                .description("index from which it counts as drift")
                .register(registry);
        Gauge.builder("drift.alarms", this, metrics -> metrics.alarms)
                .description("statistics of sources that have drifted")
                .strongReference(true)
                .register(registry);
        diagnoses(registry, "measured", metrics -> metrics.tally.measured());
        diagnoses(registry, "without-reference", metrics -> metrics.tally.withoutReference());
        diagnoses(registry, "waiting", metrics -> metrics.tally.waiting());
        diagnoses(registry, "unjoined", metrics -> metrics.tally.unjoined());
    }

    private void diagnoses(MeterRegistry registry, String outcome, ToDoubleFunction<DriftMetrics> value) {
        Gauge.builder("drift.diagnoses", this, value)
                .description("diagnoses by what became of their comparison")
                .tag("outcome", outcome)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Shows what was measured last.
     *
     * @param recent series that are judged
     */
    public void show(List<Drift> recent, Tally counted) {
        index.register(
                recent.stream().map(drift -> row(drift, drift.index().value())).toList(), true);
        bound.register(
                recent.stream().map(drift -> row(drift, drift.index().bound())).toList(), true);
        alarms = recent.stream().filter(drift -> drift.index().isAlarm()).count();
        tally = counted;
    }

    private static Row<?> row(Drift drift, double value) {
        Drift.Series series = drift.series();
        Tags tags = Tags.of(
                "source", series.source(),
                "week", series.week(),
                "statistic", series.statistic(),
                "version", series.model().getVersion());
        return Row.of(tags, value);
    }
}
