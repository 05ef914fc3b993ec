package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.model.net.ActivationFunction;
import org.xraystream.model.net.Architecture;
import org.xraystream.model.net.Mlp;

final class NetworkTest {
    @Test
    void aRunLeavesNoNativeArrayOpen() throws ModelPackageException {
        byte[] weights = TestModels.weights(TestModels.ARCHITECTURE);
        float[] input = TestModels.PREPROCESSING.prepare(TestModels.film(64, 64, 1));
        try (Network network = Network.load(TestModels.ARCHITECTURE, TestModels.PREPROCESSING, weights)) {
            int parameters = network.openArrays();
            assertThat(parameters).isPositive();
            IntStream.range(0, 20).forEach(i -> network.run(List.of(input, input)));
            assertThat(network.openArrays()).isEqualTo(parameters);
        }
    }

    @Test
    void theHeadsWeightsOnTheLastStageGiveTheLogit() throws ModelPackageException {
        float[] input = TestModels.PREPROCESSING.prepare(TestModels.film(64, 64, 1));
        byte[] weights = TestModels.weights(TestModels.ARCHITECTURE);
        try (Network network = Network.load(TestModels.ARCHITECTURE, TestModels.PREPROCESSING, weights)) {
            int parameters = network.openArrays();
            List<ChannelStack> stages = network.activations(input);
            assertThat(stages).extracting(ChannelStack::name).containsExactly("stem", "stage1");
            assertThat(stages).extracting(ChannelStack::channels).containsExactly(4, 8);
            assertThat(stages).extracting(ChannelStack::width).containsExactly(16, 8);
            ChannelStack last = stages.get(1);
            double logit = 0;
            for (int c = 0; c < last.channels(); c++) {
                for (float value : last.channel(c)) {
                    logit += (double) value * network.headWeights()[c] / last.channel(c).length;
                }
            }
            // the head's constant is 0 before any training
            assertThat(network.run(List.of(input)).get(0).logit()).isCloseTo((float) logit, within(1e-4f));
            assertThat(network.openArrays()).isEqualTo(parameters);
        }
    }

    @Test
    void theFirstFiltersSayWhereABrightPixelCounts() throws ModelPackageException {
        Architecture perceptron = new Mlp(List.of(6), 0, ActivationFunction.IDENTITY);
        try (Network network = Network.load(perceptron, TestModels.PREPROCESSING, TestModels.weights(perceptron))) {
            int parameters = network.openArrays();
            ChannelStack filters = network.firstFilters();
            assertThat(filters.channels()).isEqualTo(6);
            float[] input = new float[filters.height() * filters.width()];
            int pixel = 3 * filters.width() + 7;
            float dark = network.activations(input).get(0).values()[2];
            input[pixel] = 1;
            float bright = network.activations(input).get(0).values()[2];
            assertThat(bright - dark).isNotZero().isCloseTo(filters.channel(2)[pixel], within(1e-4f));
            assertThat(network.openArrays()).isEqualTo(parameters);
        }
        byte[] weights = TestModels.weights(TestModels.ARCHITECTURE);
        try (Network network = Network.load(TestModels.ARCHITECTURE, TestModels.PREPROCESSING, weights)) {
            ChannelStack filters = network.firstFilters();
            assertThat(List.of(filters.channels(), filters.height(), filters.width()))
                    .containsExactly(4, 5, 5);
        }
    }

    @Test
    void damagedWeightsAreRefusedWhateverTheDamage() {
        byte[] weights = TestModels.weights(TestModels.ARCHITECTURE);
        assertRefused(Arrays.copyOf(weights, weights.length / 2), "a damaged one");
        assertRefused(new byte[0], "a damaged one");
        byte[] endless = weights.clone();
        Arrays.fill(endless, weights.length - 4, weights.length, (byte) 0xFF);
        assertRefused(endless, "not all finite numbers");
        // the length of the header, which is then negative
        byte[] negative = weights.clone();
        negative[7] = (byte) 0xFF;
        assertRefused(negative, "a damaged one");
    }

    @Test
    void aBatchGivesWhatItsFilmsGiveAlone() throws ModelPackageException {
        byte[] weights = TestModels.weights(TestModels.ARCHITECTURE);
        List<float[]> inputs = IntStream.range(0, 5)
                .mapToObj(i -> TestModels.PREPROCESSING.prepare(TestModels.film(64, 64, i)))
                .toList();
        try (Network network = Network.load(TestModels.ARCHITECTURE, TestModels.PREPROCESSING, weights)) {
            List<Network.Output> together = network.run(inputs);
            for (int i = 0; i < inputs.size(); i++) {
                Network.Output alone = network.run(inputs.subList(i, i + 1)).get(0);
                assertThat(together.get(i).logit()).isCloseTo(alone.logit(), within(1e-4f));
                assertThat(together.get(i).features()).containsExactly(alone.features(), within(1e-3f));
            }
        }
    }

    private static void assertRefused(byte[] weights, String complaint) {
        assertThatExceptionOfType(ModelPackageException.class)
                .isThrownBy(() -> Network.load(TestModels.ARCHITECTURE, TestModels.PREPROCESSING, weights))
                .withMessageContaining(complaint);
    }
}
