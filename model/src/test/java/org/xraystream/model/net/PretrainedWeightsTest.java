package org.xraystream.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class PretrainedWeightsTest {
    private static final String PREFIX = "mobilenetv20_features_";

    @TempDir
    Path folder;

    private final NDManager manager = NDManager.newBaseManager();
    private final MobileNetV2 architecture = new MobileNetV2(0);
    private final EvidenceNetwork network = architecture.newNetwork();

    @BeforeEach
    void initialize() {
        Engine.getInstance().setRandomSeed(3);
        network.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 32, 32));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(value = NDList.Encoding.class, names = "ND_LIST", mode = Mode.EXCLUDE)
    void everyLayerGetsItsArrays(NDList.Encoding encoding) throws IOException {
        NDList arrays = published();
        PretrainedWeights.load(written(arrays, encoding), architecture, network);
        assertThat(parameter("01stem_01ConvolutionNorm_weight"))
                .isEqualTo(array(arrays, "conv0_weight").sum(new int[] {1}, true));
        assertThat(parameter("04stage3_02Residual_01layers_02ConvolutionNorm_gamma"))
                .isEqualTo(array(arrays, "linearbottleneck7_batchnorm1_gamma"));
        assertThat(parameter("08top_running_var")).isEqualTo(array(arrays, "batchnorm1_running_var"));
    }

    @Test
    void anArrayThatIsMissingOrMisshapenIsNamedAndNothingIsChanged() throws IOException {
        NDArray before = parameter("01stem_01ConvolutionNorm_weight").duplicate();
        NDList arrays = published();
        NDArray last = array(arrays, "batchnorm1_running_var");
        arrays.remove(last);
        assertRefused(arrays, "has no array mobilenetv20_features_batchnorm1_running_var");
        arrays.add(named(manager.ones(new Shape(3)), "batchnorm1_running_var"));
        assertRefused(arrays, "batchnorm1_running_var of the file");
        assertThat(parameter("01stem_01ConvolutionNorm_weight")).isEqualTo(before);
    }

    @Test
    void whatIsNoWeightsFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("weights.npz"), "no weights at all, just a line of text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PretrainedWeights.load(file, architecture, network))
                .withMessageContaining("weights.npz");
    }

    @Test
    void anotherArchitectureIsRefused() throws IOException {
        Path file = written(published(), NDList.Encoding.NPZ);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PretrainedWeights.load(file, new ResidualCnn(List.of(4), 0, ActivationFunction.RELU), network))
                .withMessageContaining("mobilenet-v2 alone");
    }

    /** Random arrays under the published names, in the published shapes. */
    private NDList published() {
        NDList arrays = new NDList();
        NDManager values = manager;
        try (NDManager scratch = NDManager.newBaseManager()) {
            EvidenceNetwork like = architecture.newNetwork();
            like.initialize(scratch, DataType.FLOAT32, new Shape(1, 1, 32, 32));
            PretrainedWeights.names(like).forEach((parameter, name) -> {
                Shape shape = parameter.getArray().getShape();
                Shape colour = name.equals(PREFIX + "conv0_weight") ? new Shape(32, 3, 3, 3) : shape;
                NDArray array = values.randomUniform(0.5f, 1.5f, colour);
                array.setName(name);
                arrays.add(array);
            });
        }
        return arrays;
    }

    private static NDArray named(NDArray array, String name) {
        array.setName(PREFIX + name);
        return array;
    }

    private static NDArray array(NDList arrays, String name) {
        return arrays.stream()
                .filter(array -> array.getName().equals(PREFIX + name))
                .findAny()
                .orElseThrow();
    }

    private NDArray parameter(String name) {
        return network.getParameters().get(name).getArray();
    }

    private Path written(NDList arrays, NDList.Encoding encoding) throws IOException {
        return Files.write(folder.resolve("weights." + encoding), arrays.encode(encoding));
    }

    private void assertRefused(NDList arrays, String complaint) throws IOException {
        Path file = written(arrays, NDList.Encoding.NPZ);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PretrainedWeights.load(file, architecture, network))
                .withMessageContaining(complaint);
    }
}
