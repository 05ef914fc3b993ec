package org.xraystream.training.synthesis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.Resampling;

/**
 * How much a film resembles the most similar of many films of its class: the correlation of what is left of both when
 * the class mean is taken away, 1 for a copy at any brightness and contrast. Immutable and thread-safe.
 */
public final class Resemblance {
    /** Side of the images that are compared: ribs, heart and markers can be told, grain cannot. */
    private static final int SIDE = 56;

    private final List<String> patients;
    private final List<float[]> deviations;
    private final float[] mean;

    private Resemblance(List<String> patients, List<float[]> deviations, float[] mean) {
        this.patients = patients;
        this.deviations = deviations;
        this.mean = mean;
    }

    /**
     * A film, reduced to what is compared.
     *
     * @param patient whose film it is
     * @param values with mean 0 and length 1
     */
    public record Outline(String patient, float[] values) {
        public static Outline of(String patient, GreyImage film) {
            return new Outline(patient, outline(film));
        }
    }

    /** The resemblance to these films of one class. */
    public static Resemblance to(List<Outline> films) {
        float[] mean = Means.of(films.stream().map(Outline::values).toList());
        return new Resemblance(
                films.stream().map(Outline::patient).toList(),
                films.stream().map(film -> deviation(film.values(), mean)).toList(),
                mean);
    }

    /** The correlation with the nearest film, in [-1, 1]. */
    public double nearest(GreyImage film) {
        float[] deviation = deviation(outline(film), mean);
        return deviations.parallelStream()
                .mapToDouble(other -> PrincipalComponents.dot(deviation, other))
                .max()
                .orElseThrow();
    }

    /**
     * For films chosen at random, the correlation with the nearest film of another patient, in ascending order. Empty
     * if there is but one patient.
     *
     * @param probes how many films, at most
     */
    public List<Double> betweenPatients(int probes, Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, deviations.size()).boxed().toList());
        Collections.shuffle(order, random);
        return order.stream()
                .limit(probes)
                .parallel()
                .flatMap(probe -> nearestOtherPatient(probe).stream().boxed())
                .sorted()
                .toList();
    }

    private OptionalDouble nearestOtherPatient(int probe) {
        return IntStream.range(0, deviations.size())
                .filter(i -> !patients.get(i).equals(patients.get(probe)))
                .mapToDouble(i -> PrincipalComponents.dot(deviations.get(probe), deviations.get(i)))
                .max();
    }

    private static float[] outline(GreyImage film) {
        return standardised(Resampling.triangle(film, SIDE, SIDE).pixels());
    }

    private static float[] deviation(float[] outline, float[] mean) {
        return standardised(PrincipalComponents.difference(outline, mean));
    }

    /** With mean 0 and length 1, so that the product of two is their correlation; all 0 where the image is flat. */
    private static float[] standardised(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (values[i] - sum / values.length);
        }
        float length = (float) Math.sqrt(PrincipalComponents.dot(result, result));
        if (length > 0) {
            for (int i = 0; i < result.length; i++) {
                result[i] /= length;
            }
        }
        return result;
    }
}
