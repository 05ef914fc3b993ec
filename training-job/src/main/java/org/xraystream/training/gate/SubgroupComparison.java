package org.xraystream.training.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.robustness.AcquisitionGroups;

/**
 * Compares both models group by group: those that the films' names or sources give, and those that were taken alike.
 *
 * <p>With many groups and figures some fall by chance. So the intervals are simultaneous by Bonferroni: each has a
 * confidence of 1 − 0.05 / m, m being how many figures of groups are judged, and a candidate that is worse in no group
 * has a fall that is shown in about 2.5 % of gates at most. The price is that small falls in small groups are not
 * shown; therefore a gross fall fails without being shown.
 */
final class SubgroupComparison {
    private static final double ERROR = 0.05;
    private static final int ACQUISITIONS = 3;

    private final PairedAnswers gold;
    private final GateRules.Subgroups rules;

    SubgroupComparison(PairedAnswers gold, GateRules.Subgroups rules) {
        this.gold = gold;
        this.rules = rules;
    }

    /** The groups that have films enough, with their figures. */
    List<Subgroup> compare(FilmGroups groups) {
        Map<String, Set<String>> contents = contents(groups);
        Map<String, List<Paired>> figures = new LinkedHashMap<>();
        contents.forEach((name, films) -> {
            List<Paired> own = figures(member(films));
            if (!own.isEmpty()) {
                figures.put(name, own);
            }
        });
        double confidence =
                1 - ERROR / figures.values().stream().mapToInt(List::size).sum();
        return figures.entrySet().stream()
                .map(group ->
                        subgroup(group.getKey(), member(contents.get(group.getKey())), group.getValue(), confidence))
                .toList();
    }

    /** The SHA-256 of the films of each group. */
    private Map<String, Set<String>> contents(FilmGroups groups) {
        Map<String, Set<String>> contents = new TreeMap<>();
        List<Film> films = gold.all().stream().map(PairedAnswer::film).toList();
        for (Film film : films) {
            groups.of(film)
                    .forEach(group -> contents.computeIfAbsent(group, name -> new HashSet<>())
                            .add(film.sha256()));
        }
        int least = ACQUISITIONS * rules.leastFilms();
        if (Dataset.count(films, false) >= least && Dataset.count(films, true) >= least) {
            List<List<Film>> acquisitions = AcquisitionGroups.groups(films, ACQUISITIONS);
            for (int i = 0; i < ACQUISITIONS; i++) {
                contents.put(
                        "acquisition " + (i + 1) + " of " + ACQUISITIONS + " by sharpness",
                        acquisitions.get(i).stream()
                                .map(Film::sha256)
                                .collect(Collectors.toCollection(LinkedHashSet::new)));
            }
        }
        return contents;
    }

    private static Predicate<PairedAnswer> member(Set<String> films) {
        return answer -> films.contains(answer.film().sha256());
    }

    /**
     * A rate where the class has films enough, and the area of the group, or of its one class beside all of the other.
     */
    private List<Paired> figures(Predicate<PairedAnswer> member) {
        boolean positives = count(member, true) >= rules.leastFilms();
        boolean negatives = count(member, false) >= rules.leastFilms();
        List<Paired> figures = new ArrayList<>();
        if (positives) {
            figures.add(gold.compare(Figure.SENSITIVITY, member));
        }
        if (negatives) {
            figures.add(gold.compare(Figure.SPECIFICITY, member));
        }
        if (positives || negatives) {
            figures.add(gold.compare(
                    Figure.AUROC,
                    answer -> member.test(answer)
                            || (!positives && answer.positive())
                            || (!negatives && !answer.positive())));
        }
        figures.removeIf(figure -> !figure.isDefined());
        return figures;
    }

    private Subgroup subgroup(String name, Predicate<PairedAnswer> member, List<Paired> figures, double confidence) {
        long positives = count(member, true);
        return new Subgroup(
                name,
                (int) (positives + count(member, false)),
                (int) positives,
                (int) gold.patients(member),
                figures.stream()
                        .map(figure ->
                                Subgroup.Change.of(figure, figure.difference().estimate(confidence), rules))
                        .toList());
    }

    private long count(Predicate<PairedAnswer> member, boolean positive) {
        return gold.all().stream()
                .filter(member)
                .filter(answer -> answer.positive() == positive)
                .count();
    }
}
