package org.xraystream.reading;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.xraystream.service.ProblemException;

/**
 * How the audit sample gets on, for the page and as {@code reading.audit.images{state}}: {@code waiting} + {@code read}
 * + {@code missed} = all images of the sample that were received and diagnosed within some days. The database is asked
 * at most once in some seconds, since it hashes the id of every image of these days: about 10 µs each. Thread-safe.
 */
final class AuditWatch implements MeterBinder {
    private static final long FRESH_NANOS = 5_000_000_000L;

    private final Queries queries;
    private final String sql;
    private final long days;
    private Optional<AuditProgress> known = Optional.empty();
    private long askedAt = System.nanoTime() - FRESH_NANOS;

    AuditWatch(Queries queries, AuditSample sample) {
        this.queries = queries;
        this.days = sample.patience().toDays() + 1;
        this.sql = sql(sample, days);
    }

    private static String sql(AuditSample sample, long days) {
        String sql = """
                SELECT count(*) FILTER (WHERE awaits) AS waiting, count(*) FILTER (WHERE is_read) AS read,
                    count(*) FILTER (WHERE NOT awaits AND NOT is_read) AS missed
                FROM (SELECT %s AS awaits, EXISTS (SELECT FROM corrections c
                        WHERE c.image_id = w.image_id AND c.selection = 'AUDIT') AS is_read
                    FROM work_list w
                    WHERE w.status = 'DIAGNOSED' AND w.listed_at > now() - interval '%d days' AND %s) s""";
        return sql.formatted(sample.awaits(), days, sample.isDrawn());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        add(registry, "waiting", AuditProgress::waiting);
        add(registry, "read", AuditProgress::read);
        add(registry, "missed", AuditProgress::missed);
    }

    /** No number while the database is away. */
    private void add(MeterRegistry registry, String state, ToLongFunction<AuditProgress> count) {
        Gauge.builder(
                        "reading.audit.images",
                        () -> progress()
                                .map(progress -> (double) count.applyAsLong(progress))
                                .orElse(Double.NaN))
                .tag("state", state)
                .register(registry);
    }

    /** What was found some seconds ago at the most; empty when the database was away, and nobody waits for it twice. */
    synchronized Optional<AuditProgress> progress() {
        if (System.nanoTime() - askedAt >= FRESH_NANOS) {
            known = ask();
            askedAt = System.nanoTime();
        }
        return known;
    }

    private Optional<AuditProgress> ask() {
        try {
            return queries
                    .list(
                            sql,
                            List.of(),
                            row -> new AuditProgress(
                                    row.integer("waiting"), row.integer("read"), row.integer("missed"), days))
                    .stream()
                    .findFirst();
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
