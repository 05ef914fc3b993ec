package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
    void damagedWeightsAreRefusedWhateverTheDamage() {
        byte[] weights = TestModels.weights(TestModels.ARCHITECTURE);
        assertRefused(Arrays.copyOf(weights, weights.length / 2), "are cut short");
        byte[] endless = weights.clone();
        Arrays.fill(endless, weights.length - 4, weights.length, (byte) 0xFF);
        assertRefused(endless, "not all finite numbers");
        // how many shapes follow the version, which is then negative: DJL makes an array of it
        byte[] negative = weights.clone();
        negative[1] = (byte) 0xFF;
        assertRefused(negative, "do not fit the architecture");
    }

    private static void assertRefused(byte[] weights, String complaint) {
        assertThatExceptionOfType(ModelPackageException.class)
                .isThrownBy(() -> Network.load(TestModels.ARCHITECTURE, TestModels.PREPROCESSING, weights))
                .withMessageContaining(complaint);
    }
}
