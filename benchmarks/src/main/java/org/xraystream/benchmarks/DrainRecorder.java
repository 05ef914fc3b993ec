package org.xraystream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xraystream.command.CommandException;

/** Watches processes that make results of images that wait. Not thread-safe. */
final class DrainRecorder {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final OperatingSystemMXBean thisProcess =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<Moment> moments = new ArrayList<>();
    private final ResultCounter results;
    private final List<JavaProcess> readers;

    DrainRecorder(ResultCounter results, List<JavaProcess> readers) {
        this.results = results;
        this.readers = readers;
    }

    /**
     * How far it was at a time; results of one transaction come at once.
     *
     * @param results so far
     * @param readersNanos processor time of the readers so far
     * @param thisNanos processor time of this process, which has the broker and the object store, so far
     */
    record Moment(long nanos, long results, long readersNanos, long thisNanos) {}

    /**
     * Waits until so many images have a result, or so much time has passed since the first had one.
     *
     * @throws CommandException if a reader ends, or no result comes for two minutes
     */
    void await(int images, long mostNanos) throws CommandException, InterruptedException {
        long since = System.nanoTime();
        while (results.images() < images && sinceFirst() < mostNanos) {
            int before = results.images();
            results.poll();
            for (JavaProcess reader : readers) {
                reader.requireRunning();
            }
            if (results.images() > before) {
                since = System.nanoTime();
                moments.add(now());
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw CommandException.failed(
                        "No result came for " + PATIENCE.toSeconds() + " s, after " + before + " of " + images + ".");
            }
        }
    }

    private long sinceFirst() {
        return moments.isEmpty() ? 0 : System.nanoTime() - moments.get(0).nanos();
    }

    private Moment now() {
        long readersNanos = readers.stream()
                .mapToLong(reader -> reader.processorTime().toNanos())
                .sum();
        return new Moment(System.nanoTime(), results.results(), readersNanos, thisProcess.getProcessCpuTime());
    }

    /** What has been seen so far. */
    Drain drain(Timing timing) throws CommandException {
        return Drain.of(moments, timing);
    }
}
