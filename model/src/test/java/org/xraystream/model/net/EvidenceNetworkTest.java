package org.xraystream.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvidenceNetworkTest {
    private static final Shape INPUT = new Shape(3, 1, 32, 32);

    @Test
    void theEvidenceOfTheCellsAveragesToTheLogit() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList output = forward(manager, false);
            float[] logits = output.get(0).toFloatArray();
            float[] means = output.get(1).reshape(3, -1).mean(new int[] {1}).toFloatArray();
            assertThat(output.get(1).getShape()).isEqualTo(new Shape(3, 8, 8));
            for (int i = 0; i < logits.length; i++) {
                assertThat(logits[i]).isNotZero().isCloseTo(means[i], within(1e-5f));
            }
        }
    }

    @Test
    void trainingGivesLogitsAlone() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList output = forward(manager, true);
            assertThat(output).hasSize(1);
            assertThat(output.get(0).getShape()).isEqualTo(new Shape(3));
        }
    }

    private static NDList forward(NDManager manager, boolean training) {
        Block block = new Architecture(Architecture.RESIDUAL_CNN, List.of(4, 8), 0).newBlock();
        block.initialize(manager, DataType.FLOAT32, INPUT);
        return block.forward(new ParameterStore(manager, false), new NDList(manager.randomNormal(INPUT)), training);
    }
}
