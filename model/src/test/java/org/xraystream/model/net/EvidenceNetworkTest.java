package org.xraystream.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EvidenceNetworkTest {
    private static final Shape INPUT = new Shape(3, 1, 32, 32);
    private static final Architecture CNN = new ResidualCnn(List.of(4, 8), 0, ActivationFunction.RELU);

    static Stream<Architecture> architectures() {
        return Stream.of(CNN, new Mlp(List.of(8, 4), 0, ActivationFunction.TANH), new MobileNetV2(0));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void theEvidenceOfTheCellsAveragesToTheLogit(Architecture architecture) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList output = forward(network(architecture, manager), manager, false);
            float[] logits = output.get(0).toFloatArray();
            float[] means = output.get(1).reshape(3, -1).mean(new int[] {1}).toFloatArray();
            for (int i = 0; i < logits.length; i++) {
                assertThat(logits[i]).isNotZero().isCloseTo(means[i], within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void theOutputsHaveTheShapesThatAreAnnounced(Architecture architecture) {
        try (NDManager manager = NDManager.newBaseManager()) {
            EvidenceNetwork network = network(architecture, manager);
            NDList output = forward(network, manager, false);
            assertThat(output.stream().map(NDArray::getShape))
                    .containsExactly(network.getOutputShapes(new Shape[] {INPUT}));
        }
    }

    @Test
    void trainingGivesLogitsAlone() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList output = forward(network(CNN, manager), manager, true);
            assertThat(output).hasSize(1);
            assertThat(output.get(0).getShape()).isEqualTo(new Shape(3));
        }
    }

    @Test
    void featuresAreTheMeansAndDeviationsOfTheStages() {
        try (NDManager manager = NDManager.newBaseManager()) {
            EvidenceNetwork network = network(CNN, manager);
            NDArray films = manager.randomNormal(INPUT);
            NDArray stem = network.maps(new ParameterStore(manager, false), new NDList(films))
                    .get(0)
                    .get(1, 2);
            float[] features = network.forward(new ParameterStore(manager, false), new NDList(films), false)
                    .get(2)
                    .get(1)
                    .toFloatArray();
            double mean = stem.mean().getFloat();
            assertThat(features).hasSize(2 * 4 + 2 * 8);
            assertThat((double) features[2]).isPositive().isCloseTo(mean, within(1e-5));
            double deviation = Math.sqrt(stem.sub((float) mean).square().mean().getFloat());
            assertThat((double) features[4 + 2]).isPositive().isCloseTo(deviation, within(1e-4));
        }
    }

    @Test
    void foldedNormsGiveWhatNormsGive() {
        try (NDManager manager = NDManager.newBaseManager()) {
            EvidenceNetwork network = network(CNN, manager);
            NDArray films = manager.randomNormal(new Shape(16, 1, 32, 32));
            ParameterStore store = new ParameterStore(manager, false);
            // training with moving statistics, for so long that they are those of these films
            NDArray moving = films;
            for (int i = 0; i < 200; i++) {
                moving = network.forward(store, new NDList(films), true).singletonOrThrow();
            }
            NDArray folded = network.forward(store, new NDList(films), false).get(0);
            // the running variance is the unbiased one, the batch's own the biased one: on 8 × 8 × 16 values a
            // thousandth
            assertThat(NDArrays.sub(moving, folded).abs().max().getFloat()).isLessThan(0.01f);
            assertThat(moving.max().sub(moving.min()).getFloat()).isGreaterThan(0.1f);
        }
    }

    @Test
    void frozenStatisticsStayAndTheOthersMove() {
        try (NDManager manager = NDManager.newBaseManager()) {
            EvidenceNetwork network = network(CNN, manager);
            network.freezeStatistics(true);
            forward(network, manager, true);
            assertThat(runningMean(network)).containsOnly(0f);
            network.freezeStatistics(false);
            forward(network, manager, true);
            assertThat(runningMean(network)).doesNotContain(0f);
        }
    }

    @ParameterizedTest
    @EnumSource(ActivationFunction.class)
    void everyActivationGivesFiniteLogits(ActivationFunction activation) {
        try (NDManager manager = NDManager.newBaseManager()) {
            EvidenceNetwork network = network(new ResidualCnn(List.of(4, 8), 0, activation), manager);
            for (float logit : forward(network, manager, false).get(0).toFloatArray()) {
                assertThat(logit).isFinite();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ActivationFunction.class)
    void gradientsAreThoseOfFiniteDifferences(ActivationFunction activation) {
        try (NDManager manager = NDManager.newBaseManager()) {
            EvidenceNetwork network = network(new ResidualCnn(List.of(4, 8), 0, activation), manager);
            network.freezeStatistics(true);
            ParameterStore store = new ParameterStore(manager, false);
            NDArray films = manager.randomNormal(INPUT);
            NDArray shift = network.getParameters().get("01stem_beta").getArray();
            double gradient;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(network.forward(store, new NDList(films), true)
                        .singletonOrThrow()
                        .sum());
                gradient = shift.getGradient().sum().getFloat();
            }
            float step = 0.01f;
            shift.setRequiresGradient(false);
            shift.addi(step);
            float above = sum(network.forward(store, new NDList(films), false));
            shift.subi(2 * step);
            float below = sum(network.forward(store, new NDList(films), false));
            double difference = (above - below) / (2 * step);
            assertThat(gradient).isNotZero().isCloseTo(difference, withinPercentage(5));
        }
    }

    private static float sum(NDList outputs) {
        return outputs.get(0).sum().getFloat();
    }

    private static float[] runningMean(EvidenceNetwork network) {
        for (Pair<String, Parameter> parameter : network.getParameters()) {
            if (parameter.getValue().getName().equals("running_mean")) {
                return parameter.getValue().getArray().toFloatArray();
            }
        }
        throw new IllegalStateException("no running mean");
    }

    private static EvidenceNetwork network(Architecture architecture, NDManager manager) {
        Engine.getInstance().setRandomSeed(3);
        EvidenceNetwork network = architecture.newNetwork();
        network.initialize(manager, DataType.FLOAT32, INPUT);
        return network;
    }

    private static NDList forward(EvidenceNetwork network, NDManager manager, boolean training) {
        return network.forward(new ParameterStore(manager, false), new NDList(manager.randomNormal(INPUT)), training);
    }
}
