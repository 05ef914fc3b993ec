package org.xraystream.model;

import java.util.List;
import org.xraystream.imaging.GreyImage;

/**
 * Reads radiographs with one model. Not thread-safe: one per thread. Holds native memory until it is closed; what
 * {@link #classify} returns holds none. Not for diagnostic use.
 */
public final class Classifier implements AutoCloseable {
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
     * Reads a batch of films of any size.
     *
     * @return one reading per film, in the same order
     */
    public List<Reading> classify(List<GreyImage> radiographs) {
        List<float[]> inputs =
                radiographs.stream().map(manifest.preprocessing()::prepare).toList();
        return network.run(inputs).stream().map(this::reading).toList();
    }

    private Reading reading(Network.Output output) {
        double probability = manifest.calibration().probability(output.logit());
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
