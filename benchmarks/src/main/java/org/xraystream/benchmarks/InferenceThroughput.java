package org.xraystream.benchmarks;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.net.Precision;

/**
 * Films per second of the released network beside ONNX Runtime with the same network, on the CPU with as many threads,
 * which either share one network or have one each: from prepared films to logits, evidence and features as Java arrays.
 * They take turns, batch by batch size, and what they answer is compared.
 *
 * <pre>java -cp … org.xraystream.benchmarks.InferenceThroughput [threads=2] [rounds=9]</pre>
 */
public final class InferenceThroughput {
    private static final List<Integer> BATCHES = List.of(1, 2, 4, 8, 16);
    /** Films of one round, at least. */
    private static final int FILMS_A_ROUND = 32;

    private static final double FLOAT32_TOLERANCE = 1e-3;
    private static final double NARROWER_TOLERANCE = 0.5;

    private InferenceThroughput() {}

    /**
     * Medians over the rounds, in films per second.
     *
     * @param networks that run side by side
     * @param threads of each
     * @param batch films at once
     * @param onnxRuntime ONNX Runtime in float32
     * @param product the product, in each precision that the processor computes in
     */
    public record Rates(int networks, int threads, int batch, double onnxRuntime, Map<Precision, Double> product) {
        /** How many times as fast as ONNX Runtime the product is in its fastest precision. */
        public double ratio() {
            return product.values().stream().max(Double::compare).orElseThrow() / onnxRuntime;
        }
    }

    /** Prints a line for each batch size. */
    public static void main(String[] arguments) throws ModelPackageException, OrtException {
        int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
        List<Rates> all = new ArrayList<>(measure(ModelPackage.release(), 1, threads, rounds));
        all.addAll(measure(ModelPackage.release(), threads, 1, rounds));
        for (Rates rates : all) {
            System.out.printf(
                    Locale.ROOT,
                    "%d × %d threads, batch %2d: ONNX Runtime %.0f films/s, xraystream %s, ratio %.2f%n",
                    rates.networks(),
                    rates.threads(),
                    rates.batch(),
                    rates.onnxRuntime(),
                    rates.product(),
                    rates.ratio());
        }
    }

    /**
     * Measures a model of MobileNetV2's architecture at each batch size.
     *
     * @param networks that run side by side
     * @param threads of each
     * @throws ModelPackageException if the model cannot be loaded
     * @throws OrtException if ONNX Runtime cannot load or run it
     * @throws IllegalStateException if they do not agree
     */
    public static List<Rates> measure(ModelPackage model, int networks, int threads, int rounds)
            throws ModelPackageException, OrtException {
        List<Lane> lanes = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(networks);
        try {
            for (int i = 0; i < networks; i++) {
                lanes.add(new Lane(model, threads));
            }
            List<Rates> all = new ArrayList<>();
            for (int batch : BATCHES) {
                all.add(measure(lanes, threads, executor, films(model, batch), rounds));
            }
            return all;
        } finally {
            executor.shutdownNow();
            for (Lane lane : lanes) {
                lane.close();
            }
        }
    }

    /** What one thread of the caller's runs: the same network in each way. */
    private static final class Lane implements AutoCloseable {
        private final int threads;
        private final OnnxRuntimePeer peer;
        private final Map<Precision, Network> networks = new EnumMap<>(Precision.class);

        Lane(ModelPackage model, int threads) throws ModelPackageException, OrtException {
            this.threads = threads;
            this.peer = new OnnxRuntimePeer(model, threads);
            for (Precision precision : Precision.values()) {
                load(model, precision, networks);
            }
        }

        List<Network.Output> run(Precision precision, List<float[]> films) {
            Network.useProcessors(threads);
            return networks.get(precision).run(films);
        }

        @Override
        public void close() throws OrtException {
            networks.values().forEach(Network::close);
            peer.close();
        }
    }

    private static void load(ModelPackage model, Precision precision, Map<Precision, Network> networks)
            throws ModelPackageException {
        try {
            networks.put(
                    precision,
                    Network.load(
                            model.manifest().architecture(),
                            model.manifest().preprocessing(),
                            model.weights(),
                            EnumSet.of(precision),
                            model.manifest().inputRanges()));
        } catch (ModelPackageException e) {
            if (precision == Precision.FLOAT32) {
                throw e;
            }
            // processor or package are without it
        }
    }

    private static List<float[]> films(ModelPackage model, int count) {
        Random random = new Random(1);
        int pixels = model.manifest().preprocessing().width()
                * model.manifest().preprocessing().height();
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] film = new float[pixels];
                    for (int pixel = 0; pixel < pixels; pixel++) {
                        film[pixel] = (float) random.nextGaussian();
                    }
                    return film;
                })
                .toList();
    }

    private static Rates measure(
            List<Lane> lanes, int threads, ExecutorService executor, List<float[]> films, int rounds)
            throws OrtException {
        Lane first = lanes.get(0);
        float[] expected = first.peer.run(films);
        first.networks.keySet().forEach(precision -> compare(precision, expected, first.run(precision, films)));
        List<Double> peerRates = new ArrayList<>();
        Map<Precision, List<Double>> rates = new EnumMap<>(Precision.class);
        for (int round = 0; round < rounds; round++) {
            peerRates.add(rate(lanes, executor, films.size(), lane -> lane.peer.run(films)));
            for (Precision precision : first.networks.keySet()) {
                rates.computeIfAbsent(precision, key -> new ArrayList<>())
                        .add(rate(lanes, executor, films.size(), lane -> lane.run(precision, films)));
            }
        }
        Map<Precision, Double> medians = new EnumMap<>(Precision.class);
        rates.forEach((precision, list) -> medians.put(precision, median(list)));
        return new Rates(lanes.size(), threads, films.size(), median(peerRates), medians);
    }

    private static void compare(Precision precision, float[] expected, List<Network.Output> actual) {
        double tolerance = precision == Precision.FLOAT32 ? FLOAT32_TOLERANCE : NARROWER_TOLERANCE;
        for (int i = 0; i < expected.length; i++) {
            if (Math.abs(expected[i] - actual.get(i).logit()) > tolerance) {
                throw new IllegalStateException("In " + precision + " the logit of film " + i + " is "
                        + actual.get(i).logit() + ", and ONNX Runtime's is " + expected[i] + ".");
            }
        }
    }

    private interface Run {
        Object run(Lane lane) throws OrtException;
    }

    /** All lanes at once, after a call of each that does not count. */
    private static double rate(List<Lane> lanes, ExecutorService executor, int batch, Run run) {
        int runs = Math.max(2, FILMS_A_ROUND / batch);
        all(lanes, executor, 1, run);
        long start = System.nanoTime();
        all(lanes, executor, runs, run);
        return (double) lanes.size() * runs * batch * 1e9 / (System.nanoTime() - start);
    }

    private static void all(List<Lane> lanes, ExecutorService executor, int runs, Run run) {
        CompletableFuture.allOf(lanes.stream()
                        .map(lane -> CompletableFuture.runAsync(() -> repeat(lane, runs, run), executor))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void repeat(Lane lane, int runs, Run run) {
        try {
            for (int i = 0; i < runs; i++) {
                run.run(lane);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot run the model: " + e.getMessage(), e);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
