package org.xraystream.inference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.xraystream.inference.pipeline.Outcome;

/**
 * Counts the images that this instance has taken in and not settled yet, over all its tasks; when it is full, no more
 * are polled. Thread-safe. At any time, of one instance:
 *
 * <p>{@code inference.taken} (received, or restored from another instance or an earlier run) = {@code inference.images}
 * (diagnosed + rejected + duplicate) + {@code inference.handed.over} (to whoever has the task next) +
 * {@code inference.waiting}.
 */
final class WaitingRoom {
    private final int capacity;
    private final MeterRegistry metrics;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter received;
    private final Counter restored;
    private final Counter handedOver;

    /** @param capacity beyond which no more are polled; a poll that is under way may exceed it */
    WaitingRoom(int capacity, MeterRegistry metrics) {
        this.capacity = capacity;
        this.metrics = metrics;
        this.received = metrics.counter("inference.taken", "origin", "received");
        this.restored = metrics.counter("inference.taken", "origin", "restored");
        this.handedOver = metrics.counter("inference.handed.over");
        Gauge.builder("inference.waiting", waiting, AtomicInteger::get).register(metrics);
    }

    boolean isFull() {
        return waiting.get() >= capacity;
    }

    void received() {
        received.increment();
        waiting.incrementAndGet();
    }

    void restored() {
        restored.increment();
        waiting.incrementAndGet();
    }

    void duplicate() {
        left("duplicate", "none");
    }

    void settled(Outcome outcome) {
        if (outcome instanceof Outcome.Diagnosed diagnosed) {
            left("diagnosed", diagnosed.event().getFinding().name());
        } else if (outcome instanceof Outcome.Rejected rejected) {
            left("rejected", rejected.event().getReasonCode());
        }
    }

    private void left(String outcome, String detail) {
        waiting.decrementAndGet();
        metrics.counter("inference.images", "outcome", outcome, "detail", detail)
                .increment();
    }

    void handedOver(int images) {
        waiting.addAndGet(-images);
        handedOver.increment(images);
    }
}
