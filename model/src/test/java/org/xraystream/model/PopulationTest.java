package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.net.ActivationFunction;
import org.xraystream.model.net.ResidualCnn;

final class PopulationTest {
    /** Whitening rows (0.5) and (1, 2): features of mean (1, 2), the first with deviation 2. */
    private static final Population POPULATION =
            new Population(new float[] {1, 2}, new float[] {0.5f, 1, 2}, 3, MeanFilm.cells(FilmsInPositions.upright()));

    @Test
    void theDistanceIsTheRootMeanSquareOfTheWhitenedFeatures() {
        assertThat(POPULATION.distance(new float[] {1, 2})).isZero();
        // 0.5 · 2 = 1 and 1 · 2 + 2 · 1.5 = 5
        assertThat(POPULATION.distance(new float[] {3, 3.5f})).isCloseTo(Math.sqrt((1 + 25) / 2.0), within(1e-6));
    }

    @Test
    void aFilmIsWithinUpToTheLimitAndOutsideBeyondIt() {
        Assessment within = POPULATION.assess(FilmsInPositions.upright(), new float[] {1, 2 + 2.1f});
        assertThat(within.distance()).isCloseTo(4.2 / Math.sqrt(2) / 3, within(1e-5));
        assertThat(within.outside()).isFalse();
        Assessment outside = POPULATION.assess(FilmsInPositions.upright(), new float[] {1, 2 + 2.2f});
        assertThat(outside.outside()).isTrue();
        assertThat(outside.rejection()).isEmpty();
    }

    @Test
    void aFilmFromOutsideIsRejectedWhereItIsVeryFarOrLiesWrong() {
        float[] farther = {1, 2 + 2.2f};
        float[] farthest = {1, 2 + 4.4f};
        assertThat(POPULATION.assess(FilmsInPositions.upright(), farthest).rejection())
                .contains(RejectionReason.NOT_A_CHEST_RADIOGRAPH);
        assertThat(POPULATION
                        .assess(FilmsInPositions.inverted(FilmsInPositions.upright()), farther)
                        .rejection())
                .contains(RejectionReason.INVERTED);
        assertThat(POPULATION
                        .assess(FilmsInPositions.inverted(FilmsInPositions.upright()), new float[] {1, 2})
                        .rejection())
                .as("within the population whatever its position")
                .isEmpty();
    }

    @Test
    void itIsKeptAmongTheWeightsWhichGoOnToFit() throws ModelPackageException {
        byte[] weights = TestModels.weights(TestModels.ARCHITECTURE);
        assertThat(Population.of(weights)).isEqualTo(Optional.empty());
        byte[] both = POPULATION.withLimit(7).addTo(POPULATION.addTo(weights));
        Population read = Population.of(both).orElseThrow();
        float[] features = {3, 3.5f};
        assertThat(read.distance(features)).isEqualTo(POPULATION.distance(features));
        assertThat(read.assess(FilmsInPositions.upright(), features).distance())
                .isCloseTo(
                        POPULATION.assess(FilmsInPositions.upright(), features).distance() * 3 / 7, within(1e-6));
        Network.load(TestModels.ARCHITECTURE, TestModels.PREPROCESSING, both).close();
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Population(new float[2], new float[4], 1, new float[256]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Population(new float[2], new float[3], 0, new float[256]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Population(new float[2], new float[3], 1, new float[255]));
    }

    @Test
    void aPopulationOfAnotherNetworkIsRefused() throws ModelPackageException {
        byte[] weights =
                POPULATION.addTo(TestModels.weights(new ResidualCnn(List.of(4, 8), 0.1, ActivationFunction.RELU)));
        ModelPackage model = new ModelPackage(TestModels.manifest(weights), weights);
        assertThatExceptionOfType(ModelPackageException.class)
                .isThrownBy(() -> Classifier.load(model))
                .withMessageContaining("is of 2 features, and the network has 24");
    }

    @Test
    void aFilmFromOutsideIsNeverReadWithConfidence() throws ModelPackageException {
        GreyImage film = TestModels.film(64, 64, 1);
        Reading within = readAtDistance(film, 0.5);
        assertThat(within.finding()).isNotEqualTo(Finding.REJECTED);
        assertThat(within.reason()).isNotEqualTo(Optional.of(UncertainReason.OUTSIDE_POPULATION));
        Reading outside = readAtDistance(film, 1.5);
        assertThat(outside.finding()).isEqualTo(Finding.UNCERTAIN);
        assertThat(outside.reason()).contains(UncertainReason.OUTSIDE_POPULATION);
        Reading rejected = readAtDistance(film, 2.5);
        assertThat(rejected.finding()).isEqualTo(Finding.REJECTED);
        assertThat(rejected.reason()).isEmpty();
        assertThat(rejected.assessment().rejection()).contains(RejectionReason.NOT_A_CHEST_RADIOGRAPH);
    }

    /** Reads a film with a model whose population is so many limits away from it. */
    private static Reading readAtDistance(GreyImage film, double distance) throws ModelPackageException {
        byte[] weights = TestModels.weights(TestModels.ARCHITECTURE);
        float[] mean;
        try (Network network = Network.load(TestModels.ARCHITECTURE, TestModels.PREPROCESSING, weights)) {
            mean = network.run(List.of(TestModels.PREPROCESSING.prepare(film)))
                    .get(0)
                    .features();
        }
        mean[0] -= 1;
        float[] whitening = new float[mean.length * (mean.length + 1) / 2];
        whitening[0] = (float) Math.sqrt(mean.length);
        byte[] both = new Population(mean, whitening, 1 / distance, MeanFilm.cells(film)).addTo(weights);
        try (Classifier classifier = Classifier.load(new ModelPackage(TestModels.manifest(both), both))) {
            Reading reading = classifier.classify(List.of(film)).get(0);
            assertThat(reading.assessment().distance()).isCloseTo(distance, within(1e-3));
            return reading;
        }
    }
}
