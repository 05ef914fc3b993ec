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

    /** The median time of a step of an epoch, which warming-up and other work of the machine sway little. */
    double secondsPerStep(int epoch) {
        double[] sorted = secondsOfEpochs.get(epoch).stream()
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
