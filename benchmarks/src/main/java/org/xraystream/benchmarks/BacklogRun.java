package org.xraystream.benchmarks;

import java.util.List;
import java.util.Set;
import org.xraystream.benchmarks.BenchReport.Backlogged;
import org.xraystream.schemas.Topics;

/** Readers that find images waiting: the naive topology, and this system. */
final class BacklogRun {
    private BacklogRun() {}

    /** Reads from the beginning of the backlog for as long as is measured. */
    static Drain naive(BenchStack stack, int waiting, Timing timing, Progress progress) throws Exception {
        progress.step("A naive Kafka Streams topology, one call of the model for each image");
        stack.createTopic(NaiveInference.TOPIC);
        try (ResultCounter results = ResultCounter.open(stack.kafka(), NaiveInference.TOPIC);
                JavaProcess naive = stack.naive()) {
            Drain.await(results, waiting, timing.warmUpNanos() + timing.nanos(), List.of(naive));
            return said(Drain.of(results.moments(), timing), progress);
        }
    }

    /**
     * Reads all of the backlog.
     *
     * @param inference was started when the results were opened
     */
    static Backlogged system(
            ResultCounter results, JavaProcess inference, Set<String> waiting, Timing timing, Progress progress)
            throws Exception {
        progress.step("This system on the same %d images", waiting.size());
        Drain.await(results, waiting.size(), Long.MAX_VALUE, List.of(inference));
        results.poll(); // one that was doubled may follow
        Drain drain = said(Drain.of(results.moments(), timing), progress);
        return new Backlogged(drain, waiting.size(), results.missing(waiting), results.doubled());
    }

    /** The results of the product, from now on. */
    static ResultCounter results(BenchStack stack) {
        return ResultCounter.open(stack.kafka(), Topics.DIAGNOSES.name(), Topics.REJECTIONS.name());
    }

    private static Drain said(Drain drain, Progress progress) {
        progress.detail("%.1f images/s", drain.imagesPerSecond());
        return drain;
    }
}
