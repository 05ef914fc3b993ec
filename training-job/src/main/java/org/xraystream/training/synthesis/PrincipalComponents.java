package org.xraystream.training.synthesis;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The mean of many arrays and the directions in which they vary most, by the eigenvectors of their Gram matrix, which
 * is small where the arrays are long (Turk and Pentland, 1991). Immutable and thread-safe.
 */
final class PrincipalComponents {
    /** A direction with a smaller share of the largest variance is rounding error. */
    private static final double LEAST_SHARE = 1e-9;

    private final float[] mean;
    private final List<Component> components;

    /**
     * A direction.
     *
     * @param direction of length 1
     * @param deviation the standard deviation along it
     */
    record Component(float[] direction, double deviation) {}

    private PrincipalComponents(float[] mean, List<Component> components) {
        this.mean = mean;
        this.components = components;
    }

    /**
     * The components of arrays of one length.
     *
     * @param most how many components to keep; there are fewer where the arrays do not vary in so many directions
     */
    static PrincipalComponents of(List<float[]> arrays, int most) {
        float[] mean = Means.of(arrays);
        List<float[]> centred =
                arrays.parallelStream().map(array -> difference(array, mean)).toList();
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(arrays.size(), true, true);
        if (!eigen.decompose(gram(centred))) {
            throw new IllegalStateException("The Gram matrix of " + arrays.size() + " arrays has no eigenvectors.");
        }
        List<Integer> order = IntStream.range(0, arrays.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> eigenvalue(eigen, i))
                        .reversed())
                .toList();
        double least = LEAST_SHARE * eigenvalue(eigen, order.get(0));
        List<Component> components = order.stream()
                .limit(most)
                .filter(i -> eigenvalue(eigen, i) > least)
                .map(i -> component(centred, eigen.getEigenVector(i).getData(), eigenvalue(eigen, i)))
                .toList();
        return new PrincipalComponents(mean, components);
    }

    /** A random array: each coefficient from a Gaussian with the fitted deviation times {@code spread}. */
    float[] sample(Random random, double spread) {
        double[] coefficients = components.stream()
                .mapToDouble(component -> random.nextGaussian() * component.deviation() * spread)
                .toArray();
        return combine(coefficients);
    }

    /** What the mean and the components leave unexplained of an array. */
    float[] residual(float[] array) {
        float[] deviation = difference(array, mean);
        double[] coefficients = components.stream()
                .mapToDouble(component -> dot(component.direction(), deviation))
                .toArray();
        return difference(array, combine(coefficients));
    }

    float[] mean() {
        return mean;
    }

    List<Component> components() {
        return components;
    }

    private float[] combine(double[] coefficients) {
        float[] result = mean.clone();
        for (int c = 0; c < coefficients.length; c++) {
            addScaled(result, components.get(c).direction(), (float) coefficients[c]);
        }
        return result;
    }

    private static double eigenvalue(EigenDecomposition_F64<DMatrixRMaj> eigen, int i) {
        return eigen.getEigenvalue(i).getReal();
    }

    private static DMatrixRMaj gram(List<float[]> centred) {
        int n = centred.size();
        DMatrixRMaj gram = new DMatrixRMaj(n, n);
        IntStream.range(0, n).parallel().forEach(i -> {
            for (int j = 0; j <= i; j++) {
                double product = dot(centred.get(i), centred.get(j)) / n;
                gram.set(i, j, product);
                gram.set(j, i, product);
            }
        });
        return gram;
    }

    private static Component component(List<float[]> centred, double[] weights, double variance) {
        float[] direction = new float[centred.get(0).length];
        double scale = 1 / Math.sqrt(variance * centred.size());
        for (int i = 0; i < weights.length; i++) {
            addScaled(direction, centred.get(i), (float) (weights[i] * scale));
        }
        return new Component(direction, Math.sqrt(variance));
    }

    private static void addScaled(float[] target, float[] array, float factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * array[i];
        }
    }

    static float[] difference(float[] array, float[] other) {
        float[] result = new float[array.length];
        for (int i = 0; i < array.length; i++) {
            result[i] = array[i] - other[i];
        }
        return result;
    }

    /** Four sums side by side: one would wait for each addition to end before the next. */
    static double dot(float[] a, float[] b) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        double total = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            total += (double) a[i] * b[i];
        }
        return total + first + second + third + fourth;
    }
}
