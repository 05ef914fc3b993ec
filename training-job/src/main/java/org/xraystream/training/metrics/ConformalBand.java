package org.xraystream.training.metrics;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The limits of an uncertain band with a guarantee that needs no assumption on the model: split-conformal prediction
 * for each class apart (Vovk, Gammerman, Shafer, "Algorithmic Learning in a Random World", 2005; Angelopoulos and
 * Bates, 2021), in the hierarchical form for several scores of one group (Lee, Barber, Willett, "Distribution-free
 * inference with hierarchical data", 2023).
 *
 * <p>What is exchangeable are the patients of a class. A patient's films under all variants of a suite are one group,
 * and each group weighs the same, with one more group for the new patient at the worst of all scores. So: of a new
 * patient of the class, who is exchangeable with those here, a film that is drawn evenly from his, under a variant that
 * is drawn evenly, is decided wrong with probability at most alpha. It is a mean over patients and variants, not a
 * promise for each of them, and none for patients of another kind.
 */
final class ConformalBand {
    private ConformalBand() {}

    /**
     * The limit below which a film may be called normal: at most alpha of the pneumonias of new patients lie below.
     *
     * @return in [0, 1); 0 where there are fewer patients than 1 / alpha - 1
     */
    static double low(List<Grouped> probabilities, double alpha) {
        return limit(probabilities, true, Comparator.comparingDouble(Grouped::score), 0, alpha);
    }

    /**
     * The limit from which on a film may be called pneumonia: at most alpha of the normals of new patients lie there.
     *
     * @return in (0, 1]; 1 where there are fewer patients than 1 / alpha - 1
     */
    static double high(List<Grouped> probabilities, double alpha) {
        double above = limit(
                probabilities, false, Comparator.comparingDouble(Grouped::score).reversed(), 1, alpha);
        return Math.min(1, Math.nextUp(above));
    }

    /** The score before which, in this order, lies as much weight as alpha allows. */
    private static double limit(
            List<Grouped> probabilities, boolean positive, Comparator<Grouped> order, double worst, double alpha) {
        Collection<List<Grouped>> groups = probabilities.stream()
                .filter(scored -> scored.positive() == positive)
                .collect(Collectors.groupingBy(Grouped::patient))
                .values();
        double weightOfGroup = 1.0 / (groups.size() + 1);
        List<Weighted> sorted = groups.stream()
                .flatMap(group -> group.stream().map(one -> new Weighted(one, weightOfGroup / group.size())))
                .sorted(Comparator.comparing(Weighted::scored, order))
                .toList();
        double before = weightOfGroup;
        double limit = worst;
        for (Weighted next : sorted) {
            if (before > alpha) {
                break;
            }
            limit = next.scored().score();
            before += next.weight();
        }
        return limit;
    }

    private record Weighted(Grouped scored, double weight) {}
}
