package org.xraystream.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.xraystream.imaging.GreyImage;

/**
 * Reads radiographs with one model. Not thread-safe: one per thread. Holds native memory until it is closed; what
 * {@link #classify} returns holds none. Not for diagnostic use.
 */
public final class Classifier implements AutoCloseable {
    /** Below it, 13 of 255 grey levels, a film is blank; the 5,216 films of the training set have 0.33 and more. */
    private static final float LEAST_CONTRAST = 0.05f;

    private final Manifest manifest;
    private final Network network;

    private Classifier(Manifest manifest, Network network) {
        this.manifest = manifest;
        this.network = network;
    }

    /**
     * Loads a model, on the GPU if the engine finds one, else on the CPU.
     *
     * @throws ModelPackageException if the weights do not fit the architecture that the manifest names
     */
    public static Classifier load(ModelPackage model) throws ModelPackageException {
        Manifest manifest = model.manifest();
        return new Classifier(
                manifest, Network.load(manifest.architecture(), manifest.preprocessing(), model.weights()));
    }

    /**
     * Reads a batch of films of any size. A film that is all but blank is left to a human, whatever its probability.
     *
     * @return one reading per film, in the same order
     */
    public List<Reading> classify(List<GreyImage> radiographs) {
        Preprocessing preprocessing = manifest.preprocessing();
        List<GreyImage> films = radiographs.stream().map(preprocessing::resize).toList();
        List<Network.Output> outputs =
                network.run(films.stream().map(preprocessing::normalise).toList());
        return IntStream.range(0, films.size())
                .mapToObj(i -> reading(films.get(i), outputs.get(i)))
                .toList();
    }

    private Reading reading(GreyImage film, Network.Output output) {
        double probability = manifest.calibration().probability(output.logit());
        if (Preprocessing.contrast(film) < LEAST_CONTRAST) {
            return new Reading(probability, Finding.UNCERTAIN, Optional.of(UncertainReason.QUALITY), output.heatMap());
        }
        Finding finding = manifest.decision().finding(probability);
        return new Reading(probability, finding, manifest.decision().reason(finding), output.heatMap());
    }

    /** Which model this is. */
    public ModelIdentity identity() {
        return manifest.identity();
    }

    /** The rule that makes findings of probabilities. */
    public Decision decision() {
        return manifest.decision();
    }

    @Override
    public void close() {
        network.close();
    }
}
