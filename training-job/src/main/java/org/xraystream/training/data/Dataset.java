package org.xraystream.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Films for one model, no patient and no copy of a film on two sides.
 *
 * @param training to fit weights to
 * @param validation to choose on: when to stop, calibration, threshold
 * @param heldOut to report figures on; nothing is chosen on them
 * @param splitRule how they were parted, for people
 */
public record Dataset(List<Film> training, List<Film> validation, List<Film> heldOut, String splitRule) {
    /** Fewer films than this are too few to choose anything on. */
    private static final int ENOUGH_FILMS = 100;

    private static final double SHARE = 0.1;

    /**
     * Parts films as their folders say, and where a folder is missing or too small, by patient. A patient of a later
     * side, whose films are also on an earlier one, stays on the later one alone: held-out before validation before
     * training.
     *
     * @param train films of the folder train
     * @param val films of the folder val, may be none; fewer than {@value #ENOUGH_FILMS} are added to train
     * @param test films of the folder test, may be none
     * @param seed of the cuts
     */
    public static Dataset of(List<Film> train, List<Film> val, List<Film> test, long seed) {
        boolean ownValidation = val.size() >= ENOUGH_FILMS;
        List<Film> pool = new ArrayList<>(train);
        if (!ownValidation) {
            pool.addAll(val);
        }
        PatientSplit split = new PatientSplit(
                Stream.of(train, val, test).flatMap(List::stream).toList(), seed);
        PatientSplit.Parts heldOut = test.isEmpty()
                ? split.cut(pool, SHARE, "held-out")
                : new PatientSplit.Parts(test, split.without(pool, test));
        PatientSplit.Parts validation = ownValidation
                ? new PatientSplit.Parts(split.without(val, heldOut.cut()), split.without(heldOut.rest(), val))
                : split.cut(heldOut.rest(), SHARE, "validation");
        String rule = (test.isEmpty() ? cutRule("held-out") : "held-out: the folder test, its patients nowhere else")
                + "; "
                + (ownValidation ? "validation: the folder val, its patients not trained on" : cutRule("validation"))
                + "; seed " + seed;
        return new Dataset(validation.rest(), validation.cut(), heldOut.cut(), rule);
    }

    private static String cutRule(String side) {
        return side + ": about 10 % of the patients, by hash of seed and patient, copies of a film kept together";
    }

    /** How many of the films have this label. */
    public static int count(List<Film> films, boolean pneumonia) {
        return (int) films.stream()
                .filter(film -> film.file().pneumonia() == pneumonia)
                .count();
    }
}
