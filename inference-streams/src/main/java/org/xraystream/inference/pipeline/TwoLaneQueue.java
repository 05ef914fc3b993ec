package org.xraystream.inference.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * First in, first out, with a fast lane: what is urgent overtakes what is routine, yet of every four taken at least one
 * is the oldest of the routine lane, which so never starves. Not thread-safe.
 */
final class TwoLaneQueue<T> {
    private static final int URGENT_IN_A_ROW = 3;

    private final Deque<T> urgent = new ArrayDeque<>();
    private final Deque<T> routine = new ArrayDeque<>();
    private int urgentInARow;

    void add(T item, boolean isUrgent) {
        (isUrgent ? urgent : routine).add(item);
    }

    /** Takes the next, or null. */
    T poll() {
        return poll(item -> true);
    }

    /** Takes the first that fits, of the lane whose turn it is or else of the other; null if none fits. */
    T poll(Predicate<T> fits) {
        boolean isUrgentsTurn = urgentInARow < URGENT_IN_A_ROW;
        T taken = isUrgentsTurn ? pollUrgent(fits) : pollRoutine(fits);
        if (taken == null) {
            taken = isUrgentsTurn ? pollRoutine(fits) : pollUrgent(fits);
        }
        return taken;
    }

    private T pollUrgent(Predicate<T> fits) {
        T taken = removeFirst(urgent, fits);
        if (taken != null) {
            urgentInARow++;
        }
        return taken;
    }

    private T pollRoutine(Predicate<T> fits) {
        T taken = removeFirst(routine, fits);
        if (taken != null) {
            urgentInARow = 0;
        }
        return taken;
    }

    private static <T> T removeFirst(Deque<T> lane, Predicate<T> fits) {
        for (Iterator<T> items = lane.iterator(); items.hasNext(); ) {
            T item = items.next();
            if (fits.test(item)) {
                items.remove();
                return item;
            }
        }
        return null;
    }

    /** Takes out all that match and hands each on. */
    void removeAll(Predicate<T> matches, Consumer<T> removed) {
        for (T item = poll(matches); item != null; item = poll(matches)) {
            removed.accept(item);
        }
    }

    int count(Predicate<T> matches) {
        return (int)
                Stream.concat(urgent.stream(), routine.stream()).filter(matches).count();
    }

    boolean hasUrgent() {
        return !urgent.isEmpty();
    }

    int size() {
        return urgent.size() + routine.size();
    }

    boolean isEmpty() {
        return urgent.isEmpty() && routine.isEmpty();
    }
}
