package org.xraystream.benchmarks;

import java.util.List;
import java.util.Set;
import org.xraystream.benchmarks.BenchReport.Backlogged;
import org.xraystream.schemas.Topics;

/** Readers that find images waiting: the naive topology, and this system. */
final class BacklogRun {
    private BacklogRun() {}

    /** Reads from the beginning of the backlog for as long as is measured. */
    static Drain naive(BenchStack stack, String topic, int streamThreads, int waiting, Timing timing, Progress progress)
            throws Exception {
        progress.step(
                "A naive Kafka Streams topology, one call of the model for each image, %d stream thread(s)",
                streamThreads);
        stack.createTopic(topic);
        try (ResultCounter results = ResultCounter.open(stack.kafka(), topic);
                JavaProcess naive = stack.naive(topic, streamThreads)) {
            DrainRecorder recorder = new DrainRecorder(results, List.of(naive));
            recorder.await(waiting, timing.warmUpNanos() + timing.nanos());
            return said(recorder.drain(timing), progress);
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
        DrainRecorder recorder = new DrainRecorder(results, List.of(inference));
        recorder.await(waiting.size(), Long.MAX_VALUE);
        results.poll(); // one that was doubled may follow
        Drain drain = said(recorder.drain(timing), progress);
        return new Backlogged(drain, waiting.size(), results.missing(waiting), results.doubled());
    }

    /** The results of the product, from now on. */
    static ResultCounter results(BenchStack stack) {
        return ResultCounter.open(stack.kafka(), Topics.DIAGNOSES.name(), Topics.REJECTIONS.name());
    }

    private static Drain said(Drain drain, Progress progress) {
        progress.detail("%.1f images/s, %.1f ms of processor time", drain.imagesPerSecond(), drain.processorMillis());
        return drain;
    }
}
