package org.xraystream.training.synthesis;

import java.util.List;

/** Means over arrays of one length. */
final class Means {
    private Means() {}

    static float[] of(List<float[]> arrays) {
        double[] sum = new double[arrays.get(0).length];
        for (float[] array : arrays) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += array[i];
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / arrays.size());
        }
        return mean;
    }
}
