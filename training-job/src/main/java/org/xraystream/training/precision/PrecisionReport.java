package org.xraystream.training.precision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.xraystream.command.JsonFile;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Classifier;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.model.Reading;
import org.xraystream.model.net.Precision;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.Prefetch;
import org.xraystream.training.metrics.Auroc;
import org.xraystream.training.metrics.Scored;
import org.xraystream.training.robustness.Variant;

/**
 * What changes when a model computes in another precision than float32.
 *
 * @param films that were read in both
 * @param aurocChange of the set of films where it is largest
 * @param largestProbabilityChange of a film, absolute
 * @param findingsChanged films
 * @param outsideChanged films that are outside the population in one and not in the other
 * @param allowed whether the model is taken for the same one: the area changes by {@value #MOST_AUROC_CHANGE} at most,
 *     and so few films get another finding ({@value #MOST_FINDINGS_CHANGED} of them at most) that the same film on two
 *     machines is the same to its reader
 */
public record PrecisionReport(
        int films,
        double aurocChange,
        double largestProbabilityChange,
        long findingsChanged,
        long outsideChanged,
        boolean allowed) {
    private static final double MOST_AUROC_CHANGE = 1e-3;
    private static final double MOST_FINDINGS_CHANGED = 0.01;
    private static final int BATCH = 16;
    /** Films that the ranges of 8 bits are measured on; every second of them is perturbed, as other archives' are. */
    private static final int RANGE_FILMS = 160;

    /** A film in both precisions. */
    private record Pair(Film film, Reading exact, Reading other) {
        double probabilityChange() {
            return Math.abs(exact.probability() - other.probability());
        }

        boolean isOtherFinding() {
            return exact.finding() != other.finding();
        }

        boolean isOtherSide() {
            return exact.assessment().outside() != other.assessment().outside();
        }
    }

    /**
     * The model with a manifest that says what changes in each precision that this processor has, and what ranges 8
     * bits take.
     *
     * @param dataset what the model was made of
     */
    public static ModelPackage addTo(ModelPackage plain, Dataset dataset) throws ModelPackageException {
        JsonNode ranges = ranges(plain, dataset.training());
        ModelPackage model = with(
                plain,
                metrics -> metrics.putObject(Manifest.PRECISIONS)
                        .putObject(Precision.INT8.name())
                        .set(Manifest.RANGES, ranges));
        List<List<Film>> sets = List.of(dataset.validation(), dataset.heldOut());
        Map<Precision, PrecisionReport> reports = new EnumMap<>(Precision.class);
        try (Classifier exact = Classifier.load(model, EnumSet.of(Precision.FLOAT32))) {
            for (Precision precision : EnumSet.complementOf(EnumSet.of(Precision.FLOAT32))) {
                try (Classifier other = Classifier.load(model, EnumSet.of(precision))) {
                    reports.put(precision, of(exact, other, sets));
                } catch (ModelPackageException notHere) {
                    // what the processor has not is not measured, and so not allowed
                }
            }
        }
        return with(model, metrics -> {
            ObjectNode tree = (ObjectNode) JsonFile.tree(reports);
            if (reports.containsKey(Precision.INT8)) {
                tree.withObject(Precision.INT8.name()).set(Manifest.RANGES, ranges);
            }
            metrics.set(Manifest.PRECISIONS, tree);
        });
    }

    private static ModelPackage with(ModelPackage model, Consumer<ObjectNode> change) throws ModelPackageException {
        Manifest manifest = model.manifest();
        ObjectNode metrics = manifest.metrics().deepCopy();
        change.accept(metrics);
        return new ModelPackage(manifest.with(manifest.weightsSha256(), metrics), model.weights());
    }

    private static JsonNode ranges(ModelPackage model, List<Film> training) throws ModelPackageException {
        Preprocessing preprocessing = model.manifest().preprocessing();
        int count = Math.min(RANGE_FILMS, training.size());
        List<float[]> films = IntStream.range(0, count)
                .mapToObj(i -> {
                    GreyImage film = training.get((int) ((long) i * training.size() / count))
                            .image();
                    int variant = i / 2 % Variant.SUITE.size();
                    return preprocessing.prepare(
                            i % 2 == 0 ? film : Variant.SUITE.get(variant).apply(film));
                })
                .toList();
        try (Network network = Network.load(model.manifest().architecture(), preprocessing, model.weights())) {
            return JsonFile.tree(network.inputRanges(films).last());
        }
    }

    private static PrecisionReport of(Classifier exact, Classifier other, List<List<Film>> sets) {
        List<Pair> all = new ArrayList<>();
        double aurocChange = 0;
        for (List<Film> films : sets) {
            List<Pair> pairs = new ArrayList<>();
            Prefetch.<Film, Map.Entry<Film, Classifier.Prepared>>inBatches(
                    films,
                    BATCH,
                    film -> Map.entry(film, exact.prepare(film.image())),
                    batch -> pairs.addAll(read(exact, other, batch)));
            double change = auroc(pairs, false) - auroc(pairs, true);
            aurocChange = Math.abs(change) > Math.abs(aurocChange) ? change : aurocChange;
            all.addAll(pairs);
        }
        long findingsChanged = all.stream().filter(Pair::isOtherFinding).count();
        return new PrecisionReport(
                all.size(),
                aurocChange,
                all.stream().mapToDouble(Pair::probabilityChange).max().orElse(0),
                findingsChanged,
                all.stream().filter(Pair::isOtherSide).count(),
                Math.abs(aurocChange) <= MOST_AUROC_CHANGE && findingsChanged <= MOST_FINDINGS_CHANGED * all.size());
    }

    private static List<Pair> read(
            Classifier exact, Classifier other, List<Map.Entry<Film, Classifier.Prepared>> films) {
        List<Classifier.Prepared> prepared =
                films.stream().map(Map.Entry::getValue).toList();
        List<Reading> exactly = exact.read(prepared);
        List<Reading> otherwise = other.read(prepared);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < films.size(); i++) {
            pairs.add(new Pair(films.get(i).getKey(), exactly.get(i), otherwise.get(i)));
        }
        return pairs;
    }

    private static double auroc(List<Pair> pairs, boolean exact) {
        return Auroc.of(pairs.stream()
                        .map(pair -> new Scored(
                                pair.film().file().pneumonia(), (exact ? pair.exact() : pair.other()).probability()))
                        .toList())
                .value();
    }
}
