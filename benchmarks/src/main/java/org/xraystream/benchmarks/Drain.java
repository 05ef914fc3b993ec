package org.xraystream.benchmarks;

import java.time.Duration;
import java.util.List;
import org.xraystream.benchmarks.ResultCounter.Moment;
import org.xraystream.command.CommandException;

/**
 * How fast waiting images became results.
 *
 * @param imagesPerSecond from the first result after the warm-up to the last one
 * @param images results in that time
 * @param seconds that time
 * @param fromFirstResult images per second from the very first result to the last one
 */
record Drain(double imagesPerSecond, long images, double seconds, double fromFirstResult) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Waits until so many images have a result, or so much time has passed since the first had one.
     *
     * @param processes that make the results
     * @throws CommandException if a process ends, or no result comes for two minutes
     */
    static void await(ResultCounter counter, int images, long mostNanos, List<JavaProcess> processes)
            throws CommandException, InterruptedException {
        int before = 0;
        long since = System.nanoTime();
        while (counter.images() < images && counter.nanos() < mostNanos) {
            counter.poll();
            for (JavaProcess process : processes) {
                process.requireRunning();
            }
            if (counter.images() > before) {
                before = counter.images();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw CommandException.failed(
                        "No result came for " + PATIENCE.toSeconds() + " s, after " + before + " of " + images + ".");
            }
        }
    }

    /**
     * What came in the warm-up is left out.
     *
     * @param moments as {@link ResultCounter#moments} has them
     */
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
        return new Drain(
                rate(warm, last),
                last.results() - warm.results(),
                (last.nanos() - warm.nanos()) / 1e9,
                rate(first, last));
    }

    // what came with the first moment was made before it
    private static double rate(Moment from, Moment to) {
        return (to.results() - from.results()) * 1e9 / (to.nanos() - from.nanos());
    }
}
