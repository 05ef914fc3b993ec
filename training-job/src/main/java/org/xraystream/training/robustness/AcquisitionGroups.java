package org.xraystream.training.robustness;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xraystream.model.AcquisitionStatistics;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.PatientSplit;

/**
 * Groups of films that were taken alike, found from the films themselves, and folds that leave one group out: how a
 * model does on an acquisition that it was never trained on. Films that are drawn at random come from all acquisitions
 * and cannot say that.
 *
 * <p>Each class is grouped by itself, by k-means of {@link AcquisitionStatistics}, and the groups of both classes are
 * paired in the order of their sharpness: a grouping of all films would follow the classes, which were not acquired
 * alike, and leave folds without one of them. Names of series are not used, since each belongs to one class. The same
 * films give the same groups.
 */
public final class AcquisitionGroups {
    private AcquisitionGroups() {}

    /**
     * The folds.
     *
     * @param films of both classes, at least as many patients of each as groups
     * @param count of the groups, at least 2
     * @param split parts patients: one with films in a group leaves the rest
     * @return for each group its films, and those of patients who have none in it
     */
    public static List<PatientSplit.Parts> folds(List<Film> films, int count, PatientSplit split) {
        return groups(films, count).stream()
                .map(group -> new PatientSplit.Parts(group, split.without(films, group)))
                .toList();
    }

    /**
     * The groups.
     *
     * @param films of both classes, at least as many of each as groups
     * @param count of the groups, at least 2
     * @return films that were taken alike, the least sharp first; each film is in one group
     */
    public static List<List<Film>> groups(List<Film> films, int count) {
        List<List<Film>> normal = groups(films, false, count);
        List<List<Film>> pneumonia = groups(films, true, count);
        return IntStream.range(0, count)
                .mapToObj(group -> Stream.concat(normal.get(group).stream(), pneumonia.get(group).stream())
                        .toList())
                .toList();
    }

    /** The groups of a class, the least sharp first. */
    private static List<List<Film>> groups(List<Film> films, boolean pneumonia, int count) {
        List<Film> own = films.stream()
                .filter(film -> film.file().pneumonia() == pneumonia)
                .toList();
        double[][] statistics =
                own.parallelStream().map(film -> statistics(film)).toArray(double[][]::new);
        KMeans clusters = KMeans.of(statistics, count);
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(cluster -> clusters.centre(cluster, 0)))
                .map(cluster -> IntStream.range(0, own.size())
                        .filter(i -> clusters.clusterOf(i) == cluster)
                        .mapToObj(own::get)
                        .toList())
                .toList();
    }

    /** Sharpness first; the files' aspect ratios are not known of films in the common size. */
    private static double[] statistics(Film film) {
        AcquisitionStatistics statistics = AcquisitionStatistics.of(film.image(), 1);
        return new double[] {
            statistics.logSharpness(), statistics.meanGrey(), statistics.contrast(), statistics.rimGrey()
        };
    }
}
