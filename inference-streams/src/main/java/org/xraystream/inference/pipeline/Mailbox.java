package org.xraystream.inference.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Where one submitter's outcomes arrive. Thread-safe; closing it cancels what is still under way for it. */
public final class Mailbox implements AutoCloseable {
    /**
     * An outcome.
     *
     * @param number as the image was submitted under
     */
    public record Finished(long number, Outcome outcome) {}

    private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
    private final Consumer<Mailbox> onClose;
    private volatile boolean closed;

    Mailbox(Consumer<Mailbox> onClose) {
        this.onClose = onClose;
    }

    /** Takes out what has arrived, in the order of arrival; does not wait. */
    public List<Finished> drain() {
        List<Finished> taken = new ArrayList<>();
        for (Finished next = finished.poll(); next != null; next = finished.poll()) {
            taken.add(next);
        }
        return taken;
    }

    void post(long number, Outcome outcome) {
        finished.add(new Finished(number, outcome));
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
    }
}
