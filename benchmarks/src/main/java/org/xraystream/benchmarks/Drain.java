package org.xraystream.benchmarks;

import java.util.List;
import org.xraystream.benchmarks.DrainRecorder.Moment;
import org.xraystream.command.CommandException;

/**
 * How fast waiting images became results.
 *
 * @param imagesPerSecond from the first result after the warm-up to the last one
 * @param images results in that time
 * @param seconds that time
 * @param readerMillis processor time of the reading processes for one image
 * @param infrastructureMillis processor time of the broker and the object store for one image
 * @param fromFirstResult images per second from the very first result to the last one
 */
record Drain(
        double imagesPerSecond,
        long images,
        double seconds,
        double readerMillis,
        double infrastructureMillis,
        double fromFirstResult) {

    /** What came in the warm-up is left out, and what came with its end, since that was made before. */
    static Drain of(List<Moment> moments, Timing timing) throws CommandException {
        Moment first = moments.get(0);
        Moment last = moments.get(moments.size() - 1);
        Moment warm = moments.stream()
                .filter(moment -> moment.nanos() - first.nanos() >= timing.warmUpNanos())
                .findFirst()
                .orElse(first);
        if (warm.nanos() == last.nanos()) {
            throw CommandException.failed("All results came at once; measure for longer.");
        }
        long images = last.results() - warm.results();
        return new Drain(
                rate(warm, last),
                images,
                (last.nanos() - warm.nanos()) / 1e9,
                Timing.millis(last.readersNanos() - warm.readersNanos()) / images,
                Timing.millis(last.thisNanos() - warm.thisNanos()) / images,
                rate(first, last));
    }

    private static double rate(Moment from, Moment to) {
        return (to.results() - from.results()) * 1e9 / (to.nanos() - from.nanos());
    }

    /** Processor time of all cores for one image; other load on the machine moves it less than the rate. */
    double processorMillis() {
        return readerMillis + infrastructureMillis;
    }
}
