package org.xraystream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xraystream.command.CommandException;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.Phase;

final class LearnerTest {
    @Test
    void onlyWhatAPhaseTrainsChanges() throws CommandException {
        try (Learner learner = learner("")) {
            Map<String, float[]> before = values(learner);
            step(learner, new Phase(1, "head", 0.1, 1, true), 1);
            values(learner).forEach((name, now) -> {
                boolean isHead = name.contains("head");
                assertThat(Arrays.equals(now, before.get(name))).as(name).isEqualTo(!isHead);
            });
            step(learner, new Phase(1, "from:stage1", 0.1, 1, false), 1);
            values(learner).forEach((name, now) -> {
                boolean isFrozen = name.contains("stem") && !name.contains("running");
                assertThat(Arrays.equals(now, before.get(name))).as(name).isEqualTo(isFrozen);
            });
        }
    }

    @Test
    void earlierStagesLearnBySmallerSteps() throws CommandException {
        // the first step of Adam is as long as its learning rate
        try (Learner learner = learner("optimizer { name = adam }")) {
            Map<String, float[]> before = values(learner);
            step(learner, new Phase(1, "all", 0.1, 0.1, true), 1);
            Map<String, float[]> after = values(learner);
            assertThat(largestChange(before, after, "head")).isBetween(0.09, 0.11);
            assertThat(largestChange(before, after, "stage1")).isBetween(0.009, 0.011);
            assertThat(largestChange(before, after, "stem")).isBetween(0.0009, 0.0011);
        }
    }

    @Test
    void penaltiesAndDecayShrinkKernelsAndLeaveNormsAlone() throws CommandException {
        for (String settings : new String[] {
            "regularisation { l2 = 1 }, optimizer { name = sgd, momentum = 0 }",
            "regularisation { l1 = 1 }, optimizer { name = sgd, momentum = 0 }",
            "optimizer { name = adamw, weightDecay = 10 }"
        }) {
            try (Learner learner = learner(settings)) {
                double before = size(values(learner), "weight");
                step(learner, new Phase(1, "all", 0.01, 1, true), 5);
                assertThat(size(values(learner), "weight")).as(settings).isLessThan(0.95 * before);
                assertThat(size(values(learner), "gamma")).as(settings).isGreaterThan(0.95 * 12);
            }
        }
    }

    private static Learner learner(String settings) throws CommandException {
        Experiment experiment = Experiments.tiny(settings);
        return new Learner(experiment, Preprocessing.square(16));
    }

    private static void step(Learner learner, Phase phase, int steps) throws CommandException {
        learner.begin(phase);
        Experiment experiment = Experiments.tiny();
        List<Film> films = Blobs.films(8, 8, 1);
        Draws draws = new Draws(experiment, FilmWeights.EQUAL, films);
        try (Batches batches = new Batches(experiment, Preprocessing.square(16), draws, films, 0)) {
            for (int i = 0; i < steps; i++) {
                assertThat(learner.step(batches.next(), 1)).isPositive();
            }
        }
    }

    private static Map<String, float[]> values(Learner learner) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Pair<String, Parameter> entry : learner.network().getParameters()) {
            values.put(entry.getKey(), entry.getValue().getArray().toFloatArray());
        }
        return values;
    }

    private static double largestChange(Map<String, float[]> before, Map<String, float[]> after, String stage) {
        double largest = 0;
        for (String name : before.keySet()) {
            for (int i = 0; name.contains(stage) && i < before.get(name).length; i++) {
                largest = Math.max(largest, Math.abs(before.get(name)[i] - after.get(name)[i]));
            }
        }
        return largest;
    }

    private static double size(Map<String, float[]> values, String kind) {
        double sum = 0;
        for (Map.Entry<String, float[]> entry : values.entrySet()) {
            for (int i = 0; entry.getKey().endsWith(kind) && i < entry.getValue().length; i++) {
                sum += Math.abs(entry.getValue()[i]);
            }
        }
        return sum;
    }
}
