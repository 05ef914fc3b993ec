package org.xraystream.training.drift;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.xraystream.events.DriftMeasured;
import org.xraystream.events.ModelReference;
import org.xraystream.registry.PackageSource;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.PublishException;
import org.xraystream.service.TraceContext;

/**
 * Watches the log for drift, step by step: tells of it in {@code xray.drift} and as {@linkplain DriftMetrics metrics}.
 * The topic has one writer, so that one monitor runs at a time; another that takes over goes on where it was. Not
 * thread-safe.
 */
public final class DriftMonitor implements AutoCloseable {
    private final DriftReader reader;
    private final LogReader<DriftMeasured> former;
    private final EventPublisher<DriftMeasured> publisher;
    private final DriftMetrics metrics;
    private final int weeks;
    private final DriftNews news = new DriftNews();
    private List<Drift> recent = List.of();

    private DriftMonitor(
            DriftReader reader,
            LogReader<DriftMeasured> former,
            EventPublisher<DriftMeasured> publisher,
            DriftMetrics metrics,
            int weeks) {
        this.reader = reader;
        this.former = former;
        this.publisher = publisher;
        this.metrics = metrics;
        this.weeks = weeks;
    }

    /**
     * Connects; nothing is read yet.
     *
     * @param packages where the references are
     * @param registry of no other monitor, since it would show the first one's metrics for ever
     * @param weeks how many to watch, the present one among them
     */
    public static DriftMonitor connect(
            KafkaSettings kafka, PackageSource packages, MeterRegistry registry, int weeks, Instant now) {
        return new DriftMonitor(
                DriftReader.connect(kafka, packages, weeks, now),
                LogReader.connect(Topics.DRIFT, kafka, Weeks.begin(now, weeks)),
                EventPublisher.connect(Topics.DRIFT, kafka, "drift"),
                new DriftMetrics(registry),
                weeks);
    }

    /**
     * Reads what has come, and publishes what is new: a series that has images enough, whose images have doubled, or
     * whose alarm has come or gone.
     *
     * @return what was published
     * @throws ObjectStoreException if a model's package cannot be fetched now; the next step goes on from there
     * @throws RegistryAwayException if events cannot be decoded now; the next step goes on from there
     * @throws PublishException if not all was acknowledged; the next step publishes it again, with the same id
     */
    public List<DriftMeasured> step(Instant now)
            throws ObjectStoreException, RegistryAwayException, PublishException, InterruptedException {
        former.readAll(news::published);
        news.forgetBefore(Weeks.of(Weeks.begin(now, weeks)));
        List<Drift> all = reader.read(now);
        String lastWeek = Weeks.of(Weeks.begin(now, 2));
        recent = all.stream()
                .filter(drift ->
                        drift.index().isJudged() && drift.series().week().compareTo(lastWeek) >= 0)
                .toList();
        metrics.show(recent, reader.tally());
        List<DriftMeasured> published = new ArrayList<>();
        for (Drift drift : all) {
            if (news.isNews(drift)) {
                DriftMeasured event = DriftNews.event(drift, now);
                publisher.publish(event.getSource(), event, TraceContext.root());
                news.published(event);
                published.add(event);
            }
        }
        return published;
    }

    /** What has drifted this week or the last, as of the last step; each says of which model's reference. */
    public List<Drift> alarms() {
        return recent.stream().filter(drift -> drift.index().isAlarm()).toList();
    }

    /** Whether there are {@link #alarms} of this model: what another one was told of is past. */
    public boolean alarmed(ModelReference model) {
        return alarms().stream().anyMatch(drift -> drift.series().model().equals(model));
    }

    @Override
    public void close() {
        reader.close();
        former.close();
        publisher.close();
    }
}
