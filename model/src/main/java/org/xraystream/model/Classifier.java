package org.xraystream.model;

import ai.djl.Device;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.net.Precision;

/**
 * Reads radiographs with one model. Not thread-safe: one per thread. Holds native memory until it is closed; what
 * {@link #classify} returns holds none. Not for diagnostic use.
 */
public final class Classifier implements AutoCloseable {
    /** Below it, 13 of 255 grey levels, a film is blank; the 5,216 films of the training set have 0.33 and more. */
    private static final float LEAST_CONTRAST = 0.05f;

    private static final Assessment WITHIN = new Assessment(0, Optional.empty());

    private final Manifest manifest;
    private final Network network;
    private final Optional<Population> population;

    private Classifier(Manifest manifest, Network network, Optional<Population> population) {
        this.manifest = manifest;
        this.network = network;
        this.population = population;
    }

    /**
     * Loads a model, on the first GPU if the engine finds any, else on the CPU; there in the narrowest of the
     * precisions that its figures hold in and the processor computes in.
     *
     * @throws ModelPackageException if the weights do not fit the architecture that the manifest names, or the
     *     population among them does not
     */
    public static Classifier load(ModelPackage model) throws ModelPackageException {
        return load(model, model.manifest().precisions());
    }

    /**
     * The same in the narrowest of these precisions, whatever the manifest says.
     *
     * @throws ModelPackageException also if the processor can compute in none of them
     */
    public static Classifier load(ModelPackage model, Set<Precision> precisions) throws ModelPackageException {
        return load(model, precisions, Network.devices().get(0));
    }

    /** The same on one of {@link Network#devices}. */
    public static Classifier load(ModelPackage model, Set<Precision> precisions, Device device)
            throws ModelPackageException {
        Manifest manifest = model.manifest();
        Network network = Network.load(
                manifest.architecture(),
                manifest.preprocessing(),
                model.weights(),
                precisions,
                manifest.inputRanges(),
                device);
        try {
            Optional<Population> population = Population.of(model.weights());
            if (population.isPresent() && population.get().features() != network.features()) {
                throw new IllegalArgumentException("it is of "
                        + population.get().features() + " features, and the network has " + network.features());
            }
            return new Classifier(manifest, network, population);
        } catch (IllegalArgumentException e) {
            network.close();
            throw new ModelPackageException(
                    "The population among the weights does not fit: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Reads a batch of films of any size. Whatever its probability, a film that is all but blank, or that is from
     * outside the model's population, is left to a human, or rejected. A model without a population takes every film
     * for one of its own.
     *
     * @return one reading per film, in the same order
     */
    public List<Reading> classify(List<GreyImage> radiographs) {
        return read(radiographs.stream().map(this::prepare).toList());
    }

    /**
     * A film that is ready for the network.
     *
     * @param film of the input size, grey levels in [0, 1]
     * @param input as {@link Preprocessing#prepare} makes it
     * @param statistics of the film as it came
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Prepared(GreyImage film, float[] input, AcquisitionStatistics statistics) {}

    /** The first half of {@link #classify}; unlike the rest of this class it may run on any thread. */
    public Prepared prepare(GreyImage radiograph) {
        GreyImage common = Preprocessing.toCommonSize(radiograph);
        AcquisitionStatistics statistics =
                AcquisitionStatistics.of(common, (double) radiograph.width() / radiograph.height());
        GreyImage film = manifest.preprocessing().resize(common);
        return new Prepared(film, manifest.preprocessing().normalise(film), statistics);
    }

    /** The second half of {@link #classify}. */
    public List<Reading> read(List<Prepared> films) {
        List<Network.Output> outputs =
                network.run(films.stream().map(Prepared::input).toList());
        return IntStream.range(0, films.size())
                .mapToObj(i -> reading(films.get(i).film(), outputs.get(i)))
                .toList();
    }

    private Reading reading(GreyImage film, Network.Output output) {
        double probability = manifest.calibration().probability(output.logit());
        Assessment assessment =
                population.map(known -> known.assess(film, output.features())).orElse(WITHIN);
        Finding finding = manifest.decision().finding(probability);
        Optional<UncertainReason> reason = manifest.decision().reason(finding);
        if (Preprocessing.contrast(film) < LEAST_CONTRAST) {
            finding = Finding.UNCERTAIN;
            reason = Optional.of(UncertainReason.QUALITY);
        } else if (assessment.rejection().isPresent()) {
            finding = Finding.REJECTED;
            reason = Optional.empty();
        } else if (assessment.outside()) {
            finding = Finding.UNCERTAIN;
            reason = Optional.of(UncertainReason.OUTSIDE_POPULATION);
        }
        return new Reading(probability, finding, reason, assessment, output.heatMap());
    }

    /** Which model this is. */
    public ModelIdentity identity() {
        return manifest.identity();
    }

    /** The network alone, for whoever looks into it; it is closed with this classifier. */
    public Network network() {
        return network;
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
