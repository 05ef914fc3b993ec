package org.xraystream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.Config;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.xraystream.command.CommandException;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.experiment.ExperimentFile;
import org.xraystream.training.fit.DivergedException;
import org.xraystream.training.fit.TrainingListener;
import org.xraystream.training.fit.WeightFitting;

/**
 * Training steps per second of the release's experiment, on generated films, from random weights: the product's own
 * loop with its pipeline, batch by batch. Its peer is {@code peers/training_throughput.py}, the same network in
 * PyTorch.
 *
 * <pre>java -cp … org.xraystream.benchmarks.TrainingThroughput [augmentation=none|release] [steps=30]</pre>
 */
public final class TrainingThroughput {
    private static final int SIDE = 224;
    private static final int WARM_UP_STEPS = 3;

    private TrainingThroughput() {}

    /** Prints the median rate by the clock, and by the processor time of all cores, which other load moves less. */
    public static void main(String[] arguments) throws CommandException, DivergedException, IOException {
        boolean augmented = arguments.length > 0 && arguments[0].equals("release");
        int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        Config text = ExperimentFile.release();
        if (!augmented) {
            text = ExperimentFile.with(text, "augmentation", "none");
        }
        text = ExperimentFile.with(
                text,
                "phases",
                "[{ epochs = 1, train = \"from:stage3\", learningRate = 1e-4, frozenStatistics = true }]");
        var experiment = ExperimentFile.experiment(text, "The release's experiment");
        Rates rates = new Rates();
        new WeightFitting(experiment, Optional.empty(), films(steps * experiment.batchSize()), films(4)).run(rates);
        System.out.printf(
                Locale.ROOT,
                "xraystream, augmentation %s: median %.1f images/s, by processor time %.1f images/s%n",
                augmented ? "as released" : "none",
                median(rates.byClock),
                median(rates.byProcessorTime));
    }

    /** Noise, half of each class. */
    private static List<Film> films(int count) {
        Random random = new Random(1);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] pixels = new float[SIDE * SIDE];
                    for (int pixel = 0; pixel < pixels.length; pixel++) {
                        pixels[pixel] = random.nextFloat();
                    }
                    String name = "film" + i;
                    return new Film(
                            new LabelledFile(Path.of(name), i % 2 == 1, name), name, new GreyImage(SIDE, SIDE, pixels));
                })
                .toList();
    }

    private static double median(List<Double> values) {
        return values.stream()
                .skip(WARM_UP_STEPS)
                .sorted()
                .skip((values.size() - WARM_UP_STEPS) / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Images per second of each step. */
    private static final class Rates implements TrainingListener {
        private final OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final List<Double> byClock = new ArrayList<>();
        private final List<Double> byProcessorTime = new ArrayList<>();
        private long clock = System.nanoTime();
        private long processorTime = system.getProcessCpuTime();

        @Override
        public void onStep(int films, double loss) {
            long clockNow = System.nanoTime();
            long processorNow = system.getProcessCpuTime();
            int processors = system.getAvailableProcessors();
            byClock.add(films * 1e9 / (clockNow - clock));
            byProcessorTime.add(processors * films * 1e9 / (processorNow - processorTime));
            clock = clockNow;
            processorTime = processorNow;
        }
    }
}
