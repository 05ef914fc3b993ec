package org.xraystream.training.comparison;

import java.util.ArrayList;
import java.util.List;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.fit.TrainingListener;

/** How long the steps of a training take, by epoch; validation is not counted. */
final class StepTimes implements TrainingListener {
    private final List<List<Double>> secondsOfEpochs = new ArrayList<>(List.of(new ArrayList<>()));
    private long films;
    private long last = System.nanoTime();

    @Override
    public void onStep(int filmsOfStep, double loss) {
        long now = System.nanoTime();
        secondsOfEpochs.get(secondsOfEpochs.size() - 1).add((now - last) / 1e9);
        last = now;
        films += filmsOfStep;
    }

    @Override
    public void onEpoch(Epoch epoch) {
        secondsOfEpochs.add(new ArrayList<>());
        last = System.nanoTime();
    }

    /** The median time of the second half of an epoch's steps, which other work of the machine sways little. */
    double secondsPerStep(int epoch) {
        List<Double> steps = secondsOfEpochs.get(epoch);
        double[] sorted = steps.stream()
                .skip(steps.size() / 2)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    double filmsPerSecond() {
        double seconds = secondsOfEpochs.stream()
                .flatMapToDouble(steps -> steps.stream().mapToDouble(Double::doubleValue))
                .sum();
        return films / seconds;
    }
}
