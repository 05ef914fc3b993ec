package org.xraystream.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an operator watches. The sums that must hold, for each topic: {@code sink.read} = the sum of
 * {@code sink.records} over its outcomes + the records of the topic in the batch at hand; and over all topics that
 * batch is {@code sink.batch}.
 *
 * <ul>
 *   <li>{@code sink.read{topic}}: records that came from the broker
 *   <li>{@code sink.records{topic,outcome}}: how they ended: {@code stored} (a new row), {@code repeated} (the row was
 *       there), {@code dead_letter}, {@code returned} (a rebalance took the partition before the record was stored: it
 *       is read again)
 *   <li>{@code sink.batch}: records read and not yet at their end
 *   <li>{@code sink.retries}: attempts that failed because something was away; alert when it grows
 * </ul>
 */
final class SinkMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger batch;
    private final Counter retries;

    SinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.batch = registry.gauge("sink.batch", new AtomicInteger());
        // there from the start, so that the first time is an increase
        this.retries = registry.counter("sink.retries");
    }

    void read(String topic) {
        registry.counter("sink.read", "topic", topic).increment();
        batch.incrementAndGet();
    }

    void ended(String topic, PolledRecord.Outcome outcome) {
        registry.counter(
                        "sink.records",
                        "topic",
                        topic,
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        batch.decrementAndGet();
    }

    void retried() {
        retries.increment();
    }
}
