package org.xraystream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Optional;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.net.NetworkWeights;

/**
 * The films that a model was made of, as its network's {@linkplain Network.Output#features features} describe them: a
 * mean and a covariance. How far another film is from them is its Mahalanobis distance (Lee et al., NeurIPS 2018),
 * which needs nothing but the forward pass that reads the film. Beyond the limit a film is from outside the population,
 * and the model's probability says nothing about it; such a film is rejected where the reason can be told, or where it
 * is too far away to be a chest radiograph. It is kept among the weights of the network that it belongs to. Immutable
 * and thread-safe.
 */
public final class Population {
    /**
     * A film beyond so many limits is no chest radiograph: of a fine-tuned MobileNetV2, versions of one adult's film
     * reached 1.4, and photographs and drawings began at 1.8.
     */
    private static final double REJECTION_LIMIT = 1.75;

    private static final String MEAN = NetworkWeights.POPULATION + "mean";
    private static final String WHITENING = NetworkWeights.POPULATION + "whitening";
    private static final String LIMIT = NetworkWeights.POPULATION + "limit";
    private static final String MEAN_FILM = NetworkWeights.POPULATION + "mean-film";

    private final float[] mean;
    private final float[] whitening;
    private final double limit;
    private final MeanFilm meanFilm;

    /**
     * A population.
     *
     * @param mean of the features, F values
     * @param whitening the lower triangle, row by row and F (F + 1) / 2 values, of the matrix W that makes features
     *     independent and of variance 1: W (x - mean)
     * @param limit of the root mean square of whitened features, above 0, beyond which a film is from outside
     * @param meanFilm the mean of the films as {@link #cells} makes them
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public Population(float[] mean, float[] whitening, double limit, float[] meanFilm) {
        if (whitening.length != mean.length * (mean.length + 1) / 2) {
            throw new IllegalArgumentException(
                    whitening.length + " values are no triangle for " + mean.length + " features");
        }
        if (!(limit > 0) || !Double.isFinite(limit)) {
            throw new IllegalArgumentException("the limit " + limit + " is not positive");
        }
        this.mean = mean.clone();
        this.whitening = whitening.clone();
        this.limit = limit;
        this.meanFilm = new MeanFilm(meanFilm);
    }

    /** The same films with another limit. */
    public Population withLimit(double changed) {
        return new Population(mean, whitening, changed, meanFilm.cells());
    }

    /** A film's 16 × 16 cells, row by row, mean 0 and length 1: what the mean film is the mean of. */
    public static float[] cells(GreyImage film) {
        return MeanFilm.cells(film);
    }

    /** How many features it is about. */
    public int features() {
        return mean.length;
    }

    /**
     * Judges a film.
     *
     * @param film at whatever size
     * @param features the network's, of this film
     */
    public Assessment assess(GreyImage film, float[] features) {
        double distance = distance(features) / limit;
        if (distance <= 1) {
            return new Assessment(distance, Optional.empty());
        }
        return new Assessment(distance, meanFilm.fault(film).or(() -> tooFar(distance)));
    }

    private static Optional<RejectionReason> tooFar(double distance) {
        return distance > REJECTION_LIMIT ? Optional.of(RejectionReason.NOT_A_CHEST_RADIOGRAPH) : Optional.empty();
    }

    /** Root mean square of the whitened features: about 1 for the films that the population was fitted to. */
    public double distance(float[] features) {
        double squares = 0;
        int k = 0;
        for (int row = 0; row < mean.length; row++) {
            double sum = 0;
            for (int column = 0; column <= row; column++) {
                sum += whitening[k++] * (features[column] - mean[column]);
            }
            squares += sum * sum;
        }
        return Math.sqrt(squares / mean.length);
    }

    /**
     * Adds the population to a weights file, in place of another that it may hold.
     *
     * @param weights a safetensors file, as {@link org.xraystream.model.net.NetworkWeights} writes it
     * @throws IllegalArgumentException if the file is another, or damaged
     */
    public byte[] addTo(byte[] weights) {
        try (NDManager manager = NDManager.newBaseManager(Network.ENGINE)) {
            NDList arrays = new NDList();
            NetworkWeights.arrays(weights, manager).values().stream()
                    .filter(array -> !array.getName().startsWith(NetworkWeights.POPULATION))
                    .forEach(arrays::add);
            add(arrays, MEAN, mean);
            add(arrays, WHITENING, whitening);
            add(arrays, LIMIT, new float[] {(float) limit});
            add(arrays, MEAN_FILM, meanFilm.cells());
            return arrays.encode(NDList.Encoding.SAFETENSORS);
        }
    }

    private static void add(NDList arrays, String name, float[] values) {
        NDArray array = arrays.getManager().create(values);
        array.setName(name);
        arrays.add(array);
    }

    /**
     * The population that a weights file holds, if it holds one.
     *
     * @throws IllegalArgumentException if the file is another, or damaged
     */
    public static Optional<Population> of(byte[] weights) {
        try (NDManager manager = NDManager.newBaseManager(Network.ENGINE)) {
            Map<String, NDArray> arrays = NetworkWeights.arrays(weights, manager);
            if (!arrays.containsKey(MEAN)) {
                return Optional.empty();
            }
            return Optional.of(new Population(
                    values(arrays, MEAN),
                    values(arrays, WHITENING),
                    values(arrays, LIMIT)[0],
                    values(arrays, MEAN_FILM)));
        }
    }

    private static float[] values(Map<String, NDArray> arrays, String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("they lack " + name);
        }
        return NetworkWeights.finite(name, array);
    }
}
