package org.xraystream.benchmarks.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.PatientSplit;

/**
 * Films of three groups of patients.
 *
 * @param base with which the first model is made; none is of the subgroup that it is to lack
 * @param stream those that the hospital sends, in the order in which it does
 * @param exam on which the served models are compared, and nothing else is done
 */
record Cohorts(List<Film> base, List<Film> stream, List<Film> exam) {
    private static final double EXAM_SHARE = 0.2;
    private static final double BASE_SHARE = 0.8;

    /** @param lacking films of the subgroup; a patient who has one is not in the base */
    static Cohorts of(List<Film> films, Predicate<Film> lacking, long seed) {
        PatientSplit split = new PatientSplit(films, seed);
        PatientSplit.Parts exam = split.cut(films, EXAM_SHARE, "exam");
        List<Film> base = split.without(
                split.cut(exam.rest(), BASE_SHARE, "base").cut(),
                films.stream().filter(lacking).toList());
        List<Film> stream = new ArrayList<>(split.without(exam.rest(), base));
        Collections.shuffle(stream, new Random(seed));
        return new Cohorts(base, List.copyOf(stream), exam.cut());
    }
}
