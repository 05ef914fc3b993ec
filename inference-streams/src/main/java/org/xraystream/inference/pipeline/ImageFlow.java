package org.xraystream.inference.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * What stands between the threads of the pipeline: images that wait to be prepared, and prepared ones that wait for a
 * device. Prepared ones are few, since they take memory; waiting ones are bounded by whoever submits. Thread-safe.
 */
final class ImageFlow {
    private final BatchSizes sizes;
    private final int mostAhead;
    private final long lingerNanos;
    private final long backlogLingerNanos;

    private final Lock lock = new ReentrantLock();
    private final Condition admissible = lock.newCondition();
    private final Condition readyChanged = lock.newCondition();
    private final TwoLaneQueue<PendingImage> waiting = new TwoLaneQueue<>();
    private final TwoLaneQueue<PreparedImage> ready = new TwoLaneQueue<>();
    private int preparing;
    private long readySince;

    ImageFlow(BatchSizes sizes, PipelineSettings settings) {
        this.sizes = sizes;
        this.mostAhead = settings.mostAhead();
        this.lingerNanos = settings.linger().toNanos();
        this.backlogLingerNanos = settings.backlogLinger().toNanos();
    }

    void submit(PendingImage image) {
        lock.lock();
        try {
            waiting.add(image, image.isUrgent());
            admissible.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next image to prepare; waits for it. One of {@link #prepared} and {@link #finished} must follow. */
    PendingImage admit() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() || preparing + ready.size() >= mostAhead) {
                admissible.await();
            }
            preparing++;
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /** An admitted image is ready. */
    void prepared(PreparedImage image) {
        lock.lock();
        try {
            preparing--;
            if (image.pending().isCancelled()) {
                image.model().release();
                admissible.signal();
            } else {
                if (ready.isEmpty()) {
                    readySince = System.nanoTime();
                }
                ready.add(image, image.pending().isUrgent());
            }
            readyChanged.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** An admitted image will never be ready: it has its outcome already, or needs none. */
    void finished() {
        lock.lock();
        try {
            preparing--;
            admissible.signal();
            readyChanged.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next batch, all of it of one model; waits for it. It goes when it is full, when no other image is on its way,
     * or when it has lingered, which it does for longer on a backlog.
     */
    List<PreparedImage> nextBatch() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isBatchDue()) {
                if (ready.isEmpty()) {
                    readyChanged.await();
                } else {
                    readyChanged.awaitNanos(lingerLeft());
                }
            }
            return takeBatch();
        } finally {
            lock.unlock();
        }
    }

    private boolean isBatchDue() {
        boolean isFull = ready.size() >= sizes.largest();
        boolean isLast = preparing == 0 && waiting.isEmpty();
        return !ready.isEmpty() && (isFull || isLast || lingerLeft() <= 0);
    }

    private long lingerLeft() {
        return readySince + (isBacklog() ? backlogLingerNanos : lingerNanos) - System.nanoTime();
    }

    private boolean isBacklog() {
        return waiting.size() >= sizes.largest() && !ready.hasUrgent();
    }

    private List<PreparedImage> takeBatch() {
        PreparedImage first = ready.poll();
        Predicate<PreparedImage> ofTheSameModel = image -> image.model() == first.model();
        int size = sizes.fitting(1 + ready.count(ofTheSameModel));
        List<PreparedImage> batch = new ArrayList<>(size);
        batch.add(first);
        while (batch.size() < size) {
            batch.add(ready.poll(ofTheSameModel));
        }
        readySince = System.nanoTime();
        admissible.signalAll();
        return batch;
    }

    /** Gives up what waits or is ready and matches. */
    void drop(Predicate<PendingImage> matches) {
        lock.lock();
        try {
            waiting.removeAll(matches, image -> {});
            ready.removeAll(
                    image -> matches.test(image.pending()),
                    image -> image.model().release());
            admissible.signalAll();
            readyChanged.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many images wait to be prepared. */
    int waiting() {
        return locked(waiting::size);
    }

    /** How many images are being prepared. */
    int preparing() {
        return locked(() -> preparing);
    }

    /** How many images are ready for a device. */
    int ready() {
        return locked(ready::size);
    }

    private int locked(IntSupplier count) {
        lock.lock();
        try {
            return count.getAsInt();
        } finally {
            lock.unlock();
        }
    }
}
