package org.xraystream.training.metrics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Draws patients anew, with replacement, all their films with them (Davison and Hinkley 1997; the cluster bootstrap of
 * Rutter, Academic Radiology 2000): films of one patient are alike, and an interval that took them for independent
 * would be too narrow. The same patients and seed give the same draws. Immutable and thread-safe.
 */
public final class PatientBootstrap {
    private final Map<String, Integer> placeOfPatient = new HashMap<>();
    private final int[][] weights;

    /**
     * Draws the patients.
     *
     * @param patients those of all films; repeated ones count once
     * @param rounds how many draws
     */
    public PatientBootstrap(Stream<String> patients, long seed, int rounds) {
        patients.sorted().distinct().forEach(patient -> placeOfPatient.put(patient, placeOfPatient.size()));
        weights = new int[rounds][placeOfPatient.size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int[] round : weights) {
            for (int draw = 0; draw < round.length; draw++) {
                round[random.nextInt(round.length)]++;
            }
        }
    }

    /** Where in the weights of a round the patient of each film stands. */
    public <T> int[] places(List<T> films, Function<T, String> patient) {
        return films.stream()
                .mapToInt(film -> placeOfPatient.get(patient.apply(film)))
                .toArray();
    }

    /**
     * A figure of the films as they are and of every draw.
     *
     * @param figure of films that weigh as their patients do, of whom the argument has a weight by place; thread-safe
     */
    public Resampled resample(ToDoubleFunction<int[]> figure) {
        int[] once = new int[placeOfPatient.size()];
        Arrays.fill(once, 1);
        return new Resampled(
                figure.applyAsDouble(once),
                Arrays.stream(weights).parallel().mapToDouble(figure).toArray());
    }
}
