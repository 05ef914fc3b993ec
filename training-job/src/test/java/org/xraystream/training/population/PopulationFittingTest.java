package org.xraystream.training.population;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Population;
import org.xraystream.model.Preprocessing;
import org.xraystream.model.net.ActivationFunction;
import org.xraystream.model.net.Architecture;
import org.xraystream.model.net.EvidenceNetwork;
import org.xraystream.model.net.NetworkWeights;
import org.xraystream.model.net.ResidualCnn;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.population.PopulationReport.Shares;

/** A network with random weights tells drawings of lungs from what is made of them. */
final class PopulationFittingTest {
    private static final Architecture ARCHITECTURE = new ResidualCnn(List.of(8, 12), 0, ActivationFunction.RELU);
    private static final Preprocessing PREPROCESSING = Preprocessing.square(56);

    @Test
    void filmsOfThePopulationAreWithinAndMisusedOnesOutside() throws ModelPackageException {
        try (Network network = Network.load(ARCHITECTURE, PREPROCESSING, weights())) {
            AtomicInteger steps = new AtomicInteger();
            Population population =
                    PopulationFitting.fit(network, PREPROCESSING, films(200, 1), films(100, 2), steps::incrementAndGet);
            assertThat(steps.getAndSet(0)).isEqualTo(PopulationFitting.steps(films(200, 1), films(100, 2)));
            PopulationReport report =
                    PopulationReport.of(network, PREPROCESSING, population, films(60, 3), steps::incrementAndGet);
            assertThat(steps).hasValue(PopulationReport.steps(films(60, 3)));
            assertThat(report.normal().n()).isEqualTo(30);
            assertThat(report.normal().outside()).isLessThan(0.15);
            assertThat(report.pneumonia().rejected()).isZero();
            assertThat(report.misused()).containsOnlyKeys(Misuse.values());
            for (Misuse told : List.of(Misuse.INVERTED, Misuse.UPSIDE_DOWN, Misuse.ON_ITS_LEFT, Misuse.NOISE)) {
                Shares shares = report.misused().get(told);
                assertThat(shares.outside()).as("outside: %s", told).isGreaterThan(0.9);
            }
            assertThat(report.misused().get(Misuse.INVERTED).rejected()).isGreaterThan(0.9);
        }
    }

    @Test
    void theLimitLeavesOutTheWantedShareOfTheValidationFilms() throws ModelPackageException {
        try (Network network = Network.load(ARCHITECTURE, PREPROCESSING, weights())) {
            List<Film> validation = films(200, 2);
            Population population = PopulationFitting.fit(network, PREPROCESSING, films(200, 1), validation, () -> {});
            long outside = new FilmFeatures(network, PREPROCESSING, () -> {})
                    .assessed(population, validation.stream().map(Film::image).toList()).stream()
                            .filter(film -> film.distance() > 1 + 1e-6)
                            .count();
            assertThat(outside).isEqualTo((long) (PopulationFitting.SHARE_OUTSIDE * 200));
        }
    }

    private static byte[] weights() {
        Engine.getEngine(Network.ENGINE).setRandomSeed(5);
        try (NDManager manager = NDManager.newBaseManager(Network.ENGINE)) {
            EvidenceNetwork network = ARCHITECTURE.newNetwork();
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 56, 56));
            return NetworkWeights.encode(network);
        }
    }

    private static List<Film> films(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new Film(
                        new LabelledFile(Path.of("film" + i + ".png"), i % 2 == 1, "patient" + i),
                        seed + "/" + i,
                        lungs(random)))
                .toList();
    }

    private static GreyImage lungs(Random random) {
        int size = 224;
        double height = 60 + 6 * random.nextGaussian();
        double apart = 48 + 3 * random.nextGaussian();
        double darkness = 0.1 + 0.03 * random.nextGaussian();
        double belly = 155 + 6 * random.nextGaussian();
        float[] pixels = new float[size * size];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % size;
            int y = i / size;
            double lung = Math.hypot((Math.abs(x - 111.5) - apart) / 32, (y - 100) / height);
            double level = lung < 1 ? darkness : y > belly ? 0.9 : 0.6;
            pixels[i] = (float) Math.max(0, Math.min(1, level + 0.02 * random.nextGaussian()));
        }
        return new GreyImage(size, size, pixels);
    }
}
