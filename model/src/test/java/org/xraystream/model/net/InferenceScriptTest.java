package org.xraystream.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class InferenceScriptTest {
    private static final Shape FILMS = new Shape(3, 1, 32, 32);

    static Stream<Architecture> architectures() {
        return Stream.of(
                new ResidualCnn(List.of(4, 8), 0, ActivationFunction.RELU),
                new Mlp(List.of(8, 4), 0, ActivationFunction.TANH),
                new MobileNetV2(0));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void itGivesWhatTheNetworkGives(Architecture architecture) {
        assertSame(architecture, Precision.FLOAT32, 1e-4f);
    }

    @ParameterizedTest
    @EnumSource(ActivationFunction.class)
    void everyActivationIsTheNetworks(ActivationFunction activation) {
        assertSame(new ResidualCnn(List.of(4, 8), 0, activation), Precision.FLOAT32, 1e-4f);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void in16BitsItIsNear(Architecture architecture) {
        assertSame(architecture, Precision.BFLOAT16, 0.15f);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void in8BitsItIsNear(Architecture architecture) {
        assertSame(architecture, Precision.INT8, 0.15f);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void withoutRangesThereAreNo8Bits(Architecture architecture) {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(InferenceScript.narrowest(
                            network(architecture, manager), EnumSet.of(Precision.INT8), InputRanges.NONE, FILMS))
                    .isEmpty();
        }
    }

    /** Each output as near to the network's as the bound times that output's largest value. */
    private static void assertSame(Architecture architecture, Precision precision, float bound) {
        try (NDManager manager = NDManager.newBaseManager()) {
            EvidenceNetwork network = network(architecture, manager);
            NDArray films = manager.randomNormal(FILMS);
            ParameterStore parameters = new ParameterStore(manager, false);
            NDList expected = network.forward(parameters, new NDList(films), false);
            InputRanges ranges = network.inputRanges(parameters, () -> Stream.of(films));
            Optional<InferenceScript> script = InferenceScript.narrowest(network, EnumSet.of(precision), ranges, FILMS);
            assumeThat(script).as("the processor computes in " + precision).isPresent();
            NDList actual = script.get().run(films);
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i).getShape()).isEqualTo(expected.get(i).getShape());
                float scale = Math.max(1, expected.get(i).abs().max().getFloat());
                assertThat(actual.get(i).toFloatArray())
                        .containsExactly(expected.get(i).toFloatArray(), within(bound * scale));
            }
        }
    }

    private static EvidenceNetwork network(Architecture architecture, NDManager manager) {
        Engine.getInstance().setRandomSeed(3);
        EvidenceNetwork network = architecture.newNetwork();
        network.initialize(manager, DataType.FLOAT32, FILMS);
        // statistics and shifts of no norm are those that it begins with
        for (Parameter parameter : network.getParameters().values()) {
            NDArray values = parameter.getArray();
            boolean positive =
                    parameter.getType() == Parameter.Type.RUNNING_VAR || parameter.getType() == Parameter.Type.GAMMA;
            if (parameter.getType() != Parameter.Type.WEIGHT) {
                manager.randomUniform(positive ? 0.5f : -0.5f, positive ? 1.5f : 0.5f, values.getShape())
                        .copyTo(values);
            }
        }
        network.freezeParameters(true);
        return network;
    }
}
