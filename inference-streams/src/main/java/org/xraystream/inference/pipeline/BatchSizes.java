package org.xraystream.inference.pipeline;

import java.util.List;
import java.util.stream.Stream;

/**
 * The sizes in which a device reads: powers of two, so that each can be warmed up before the first image comes. A size
 * that has not fit into the device's memory is retired until the process ends. Thread-safe.
 */
final class BatchSizes {
    private volatile int largest;

    /** @param limit the largest size is the largest power of two that is not above it */
    BatchSizes(int limit) {
        this.largest = Integer.highestOneBit(limit);
    }

    int largest() {
        return largest;
    }

    /** The largest size that is not above the number of images at hand. */
    int fitting(int available) {
        return Math.min(largest, Integer.highestOneBit(available));
    }

    /** From the smallest to the largest. */
    List<Integer> all() {
        return Stream.iterate(1, size -> size <= largest, size -> 2 * size).toList();
    }

    /** This size and those above it are not used any more; 1 cannot be retired. */
    synchronized void retire(int size) {
        largest = Math.max(1, Math.min(largest, size / 2));
    }
}
