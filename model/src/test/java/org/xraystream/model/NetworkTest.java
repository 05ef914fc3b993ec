package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;

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
}
