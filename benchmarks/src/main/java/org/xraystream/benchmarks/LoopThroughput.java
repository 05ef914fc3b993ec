package org.xraystream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.xraystream.command.CommandBody;
import org.xraystream.command.JsonFile;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.model.Classifier;
import org.xraystream.model.Classifier.Prepared;
import org.xraystream.model.ModelPackage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The released model without any system around it: on films that are prepared already, at several batch sizes, and in a
 * plain loop that decodes and reads one film at a time. {@code -Dai.djl.pytorch.num_threads=N} sets the threads that
 * PyTorch uses for one call.
 */
@Command(
        name = "LoopThroughput",
        mixinStandardHelpOptions = true,
        description = "Times the released model alone, and in a plain loop of decoding and reading.")
public final class LoopThroughput implements Callable<Integer> {
    static final String THREADS_PROPERTY = "ai.djl.pytorch.num_threads";

    private static final List<Integer> BATCH_SIZES = List.of(1, 2, 4, 8, 16, 32);

    @Spec
    private CommandSpec command;

    @Option(names = "--images", paramLabel = "DIR", required = true, description = "Folder with radiographs.")
    private Path folder;

    @Option(
            names = "--loops",
            paramLabel = "N",
            description = "Threads, each with a classifier of its own: ${DEFAULT-VALUE}.")
    private int loops = 1;

    @Option(names = "--seconds", paramLabel = "N", description = "Of the plain loop: ${DEFAULT-VALUE}.")
    private int seconds = 15;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the figures for machines.")
    private Path json;

    /**
     * What one process measured.
     *
     * @param loops threads, each with a classifier of its own
     * @param threadsPerCall threads of PyTorch for one call
     * @param predictor the model alone, at each batch size
     * @param plainLoop decode and read, one film at a time
     */
    record Figures(int loops, int threadsPerCall, List<BatchRate> predictor, LoopRate plainLoop) {}

    /** The model alone on prepared films, in images per second. */
    record BatchRate(int batchSize, double imagesPerSecond) {}

    /**
     * The plain loop.
     *
     * @param decodeMillis of one film's bytes to grey levels
     * @param readMillis of preparing and reading one film
     * @param processorMillis processor time of all cores for one film
     */
    record LoopRate(
            double imagesPerSecond,
            long images,
            double seconds,
            double decodeMillis,
            double readMillis,
            double processorMillis) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoopThroughput()).execute(arguments));
    }

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::measure);
    }

    private void measure() throws Exception {
        ImageSet images = ImageSet.load(folder);
        int threads = Integer.getInteger(THREADS_PROPERTY, Runtime.getRuntime().availableProcessors());
        ModelPackage model = ModelPackage.release();
        List<Classifier> classifiers = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(loops);
        try {
            for (int i = 0; i < loops; i++) {
                classifiers.add(Classifier.load(model));
            }
            List<BatchRate> predictor = predictor(executor, classifiers, images);
            LoopRate plainLoop = plainLoop(executor, classifiers, images);
            if (json != null) {
                JsonFile.write(json, new Figures(loops, threads, predictor, plainLoop));
            }
        } finally {
            executor.shutdownNow();
            classifiers.forEach(Classifier::close);
        }
    }

    private List<BatchRate> predictor(ExecutorService executor, List<Classifier> classifiers, ImageSet images)
            throws Exception {
        List<Prepared> films = new ArrayList<>();
        for (ImageSet.Image image : images.images()) {
            films.add(classifiers.get(0).prepare(RadiographDecoder.decode(image.bytes())));
        }
        List<BatchRate> rates = new ArrayList<>();
        for (int batchSize : BATCH_SIZES) {
            List<Laps> laps = run(executor, classifiers, Timing.ofFamiliar(seconds / 4.0), classifier -> {
                Turns turns = new Turns();
                return () -> {
                    classifier.read(Stream.generate(() -> films.get(turns.next() % films.size()))
                            .limit(batchSize)
                            .toList());
                    return batchSize;
                };
            });
            BatchRate rate = new BatchRate(batchSize, rate(laps));
            rates.add(rate);
            say("the model alone, batches of %d: %.1f images/s", batchSize, rate.imagesPerSecond());
        }
        return rates;
    }

    private LoopRate plainLoop(ExecutorService executor, List<Classifier> classifiers, ImageSet images)
            throws Exception {
        List<StageTimes> times = new ArrayList<>();
        List<Laps> laps = run(executor, classifiers, Timing.ofSeconds(seconds), classifier -> {
            Turns turns = new Turns();
            StageTimes own = new StageTimes();
            times.add(own);
            return () -> {
                long began = System.nanoTime();
                GreyImage film =
                        RadiographDecoder.decode(images.at(turns.next()).bytes());
                long decoded = System.nanoTime();
                classifier.classify(List.of(film));
                own.add(decoded - began, System.nanoTime() - decoded);
                return 1;
            };
        });
        long films = laps.stream().mapToLong(Laps::images).sum();
        LoopRate rate = new LoopRate(
                rate(laps),
                films,
                laps.stream().mapToDouble(Laps::seconds).average().orElseThrow(),
                times.stream().mapToDouble(StageTimes::decodeMillis).average().orElseThrow(),
                times.stream().mapToDouble(StageTimes::readMillis).average().orElseThrow(),
                Timing.millis(laps.get(0).processNanos()) / films);
        say("plain loop: %.1f images/s, %.1f ms of processor time", rate.imagesPerSecond(), rate.processorMillis());
        return rate;
    }

    private void say(String format, Object... values) {
        command.commandLine().getOut().println(String.format(Locale.ROOT, format, values));
        command.commandLine().getOut().flush();
    }

    /** Reads some films and says how many. */
    private interface Lap {
        int run() throws Exception;
    }

    private interface LapOf {
        Lap with(Classifier classifier);
    }

    /**
     * From the first lap's start after the warm-up to the last one's end: whole laps only.
     *
     * @param processNanos processor time of the whole process meanwhile
     */
    private record Laps(long images, double seconds, long processNanos) {}

    /** One thread per classifier, each lap after lap. */
    private static List<Laps> run(ExecutorService executor, List<Classifier> classifiers, Timing timing, LapOf laps)
            throws Exception {
        List<Future<Laps>> running = new ArrayList<>();
        for (Classifier classifier : classifiers) {
            Lap lap = laps.with(classifier);
            running.add(executor.submit(() -> run(lap, timing)));
        }
        List<Laps> done = new ArrayList<>();
        for (Future<Laps> future : running) {
            try {
                done.add(future.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
        return done;
    }

    private static Laps run(Lap lap, Timing timing) throws Exception {
        long warm = System.nanoTime() + timing.warmUpNanos();
        do {
            lap.run();
        } while (System.nanoTime() < warm);
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processBegan = process.getProcessCpuTime();
        long began = System.nanoTime();
        long images = 0;
        do {
            images += lap.run();
        } while (System.nanoTime() - began < timing.nanos());
        return new Laps(images, (System.nanoTime() - began) / 1e9, process.getProcessCpuTime() - processBegan);
    }

    private static double rate(List<Laps> laps) {
        return laps.stream().mapToDouble(lap -> lap.images() / lap.seconds()).sum();
    }

    /** A counter of one thread. */
    private static final class Turns {
        private int next;

        int next() {
            return next++;
        }
    }

    /** Of one thread; the warm-up is among them, which decoding and reading have alike. */
    private static final class StageTimes {
        private long decode;
        private long read;
        private long films;

        void add(long decodeNanos, long readNanos) {
            decode += decodeNanos;
            read += readNanos;
            films++;
        }

        double decodeMillis() {
            return Timing.millis(decode) / films;
        }

        double readMillis() {
            return Timing.millis(read) / films;
        }
    }
}
