package org.xraystream.benchmarks;

import java.io.IOException;
import java.util.List;
import org.xraystream.benchmarks.EndToEnd.Capacity;
import org.xraystream.benchmarks.EndToEnd.OpenLoop;
import org.xraystream.benchmarks.LoopThroughput.Figures;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;

/**
 * Every figure of a run; the JSON of {@code bench --json}.
 *
 * @param loops what each arrangement of threads gives without a system
 * @param predictor the best of them on prepared films, the model alone
 * @param plainLoop the best of them that decodes and reads one film at a time
 * @param peer the model alone beside ONNX Runtime
 * @param naive one call of the model for each image, in {@code mapValues}, on one stream thread, as is Kafka Streams'
 *     default
 * @param naiveOnAll the same with a stream thread and a classifier for each core
 * @param backlog this system, images waiting
 * @param path this system, from HTTP in to a row in PostgreSQL
 */
record BenchReport(
        Setting setting,
        Images images,
        List<Figures> loops,
        Predictor predictor,
        PlainLoop plainLoop,
        PeerRates peer,
        Drain naive,
        Drain naiveOnAll,
        Backlogged backlog,
        Path path,
        Latencies latencyMillis,
        Ratios ratios,
        ProcessorRatios processorRatios) {

    static BenchReport of(
            Setting setting,
            ImageSet images,
            PlainLoops loops,
            PeerRates peer,
            Drain naive,
            Drain naiveOnAll,
            Backlogged backlog,
            Path path) {
        double rate = backlog.drain().imagesPerSecond();
        double millis = backlog.drain().processorMillis();
        return new BenchReport(
                setting,
                new Images(images.size(), images.meanBytes(), images.meanPixels()),
                loops.tried(),
                loops.predictor(),
                loops.plainLoop(),
                peer,
                naive,
                naiveOnAll,
                backlog,
                path,
                new Latencies(path.at50().latencyMillis(), path.at80().latencyMillis()),
                new Ratios(
                        rate / loops.plainLoop().imagesPerSecond(),
                        rate / naive.imagesPerSecond(),
                        rate / naiveOnAll.imagesPerSecond(),
                        peer.ratio()),
                new ProcessorRatios(
                        loops.plainLoop().processorMillis() / millis,
                        naive.processorMillis() / millis,
                        naiveOnAll.processorMillis() / millis));
    }

    /**
     * What was asked, of which model, on which machine.
     *
     * @param seconds length of each measurement
     */
    record Setting(String folder, int seconds, String modelId, String modelVersion, Machine machine) {
        static Setting of(java.nio.file.Path folder, int seconds) throws IOException, ModelPackageException {
            ModelIdentity model = ModelPackage.release().manifest().identity();
            return new Setting(folder.toString(), seconds, model.id(), model.version(), Machine.here());
        }
    }

    record Images(int files, double meanBytes, double meanPixels) {}

    /** Without decoding and preparing. */
    record Predictor(int loops, int threadsPerCall, int batchSize, double imagesPerSecond) {}

    /**
     * Decode and read, one film at a time.
     *
     * @param millisPerImage by the clock, on one thread of the loop
     * @param processorMillis processor time of all cores for one film
     */
    record PlainLoop(
            int loops, int threadsPerCall, double imagesPerSecond, double millisPerImage, double processorMillis) {}

    /** @param announced images that waited */
    record Backlogged(Drain drain, int announced, long lost, long doubled) {}

    /** Rows, lost and doubled are over all images of the run, the backlog's among them. */
    record Path(Capacity capacity, OpenLoop at50, OpenLoop at80, long rows, long lost, long doubled) {}

    /** At 50 % and at 80 % of the path's capacity. */
    record Latencies(LatencySummary at50, LatencySummary at80) {}

    /** @param cpuToOnnxRuntime the model alone, in a precision that its package allows, to ONNX Runtime in float32 */
    record Ratios(
            double backlogToPlainLoop, double backlogToNaive, double backlogToNaiveOnAll, double cpuToOnnxRuntime) {}

    /**
     * How many images this system reads in the processor time in which the others read one, its broker and object store
     * included: on a machine that does other things as well, a steadier figure than the ratios of the rates.
     */
    record ProcessorRatios(double backlogToPlainLoop, double backlogToNaive, double backlogToNaiveOnAll) {}
}
