package org.xraystream.training.population;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Mean and covariance of many vectors; the covariance of the standardised values is drawn towards the identity by the
 * share that Ledoit and Wolf (Journal of Multivariate Analysis, 2004) derive from the data, so that it can be inverted
 * even where there are fewer vectors than values.
 */
final class ShrunkCovariance {
    /** A value that varies less than this is constant but for rounding: batches of another size give it otherwise. */
    private static final double LEAST_DEVIATION = 1e-3;

    /** Even of vectors that lie in a plane the covariance can then be inverted. */
    private static final double LEAST_SHRINKAGE = 1e-4;

    private final double[] mean;
    private final double[] deviation;
    private final DMatrixRMaj covariance;
    private final double shrinkage;

    /** Of vectors of one length; at least one. */
    ShrunkCovariance(List<float[]> vectors) {
        int n = vectors.size();
        int p = vectors.get(0).length;
        this.mean = new double[p];
        this.deviation = new double[p];
        for (float[] vector : vectors) {
            for (int i = 0; i < p; i++) {
                mean[i] += vector[i] / (double) n;
            }
        }
        for (float[] vector : vectors) {
            for (int i = 0; i < p; i++) {
                deviation[i] += Math.pow(vector[i] - mean[i], 2) / n;
            }
        }
        for (int i = 0; i < p; i++) {
            deviation[i] = Math.max(LEAST_DEVIATION, Math.sqrt(deviation[i]));
        }
        DMatrixRMaj standardised = standardised(vectors);
        this.covariance = new DMatrixRMaj(p, p);
        CommonOps_DDRM.multInner(standardised, covariance);
        CommonOps_DDRM.divide(covariance, n);
        double scale = CommonOps_DDRM.trace(covariance) / p;
        this.shrinkage = shrinkage(standardised, scale);
        CommonOps_DDRM.scale(1 - shrinkage, covariance);
        for (int i = 0; i < p; i++) {
            covariance.add(i, i, shrinkage * scale);
        }
    }

    private DMatrixRMaj standardised(List<float[]> vectors) {
        DMatrixRMaj result = new DMatrixRMaj(vectors.size(), mean.length);
        for (int row = 0; row < vectors.size(); row++) {
            float[] vector = vectors.get(row);
            for (int i = 0; i < mean.length; i++) {
                result.unsafe_set(row, i, (vector[i] - mean[i]) / deviation[i]);
            }
        }
        return result;
    }

    /** The estimate's expected error as a share of its distance from a multiple of the identity. */
    private double shrinkage(DMatrixRMaj standardised, double scale) {
        int n = standardised.getNumRows();
        double squared = Math.pow(NormOps_DDRM.normF(covariance), 2);
        double distance = squared - mean.length * scale * scale;
        double error = 0;
        for (int row = 0; row < n; row++) {
            double length = 0;
            for (int i = 0; i < mean.length; i++) {
                length += Math.pow(standardised.unsafe_get(row, i), 2);
            }
            error += length * length / n;
        }
        error = (error - squared) / n;
        return distance > 0 ? Math.max(LEAST_SHRINKAGE, Math.min(1, error / distance)) : 1;
    }

    /** How far the covariance was drawn towards the identity, in [0, 1]. */
    double shrinkage() {
        return shrinkage;
    }

    float[] mean() {
        float[] result = new float[mean.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) mean[i];
        }
        return result;
    }

    /**
     * The inverse of the covariance's Cholesky factor: its product with a centred vector has independent values of
     * variance 1.
     *
     * @return the lower triangle, row by row
     */
    float[] whitening() {
        int p = mean.length;
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(p, true);
        if (!cholesky.decompose(covariance.copy())) {
            throw new IllegalStateException("The covariance of " + p + " features cannot be inverted.");
        }
        DMatrixRMaj factor = cholesky.getT(null);
        TriangularSolver_DDRM.invertLower(factor.getData(), p);
        float[] triangle = new float[p * (p + 1) / 2];
        int k = 0;
        for (int row = 0; row < p; row++) {
            for (int column = 0; column <= row; column++) {
                triangle[k++] = (float) (factor.unsafe_get(row, column) / deviation[column]);
            }
        }
        return triangle;
    }
}
