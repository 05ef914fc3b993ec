package org.xraystream.training.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
     * Parts films as their folders say, and where a folder is missing or too small, by patient.
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
        PatientSplit split = new PatientSplit(pool, seed);
        PatientSplit.Parts heldOut =
                test.isEmpty() ? split.cut(pool, SHARE, "held-out") : new PatientSplit.Parts(test, without(pool, test));
        PatientSplit.Parts validation = ownValidation
                ? new PatientSplit.Parts(without(val, heldOut.cut()), without(heldOut.rest(), val))
                : split.cut(heldOut.rest(), SHARE, "validation");
        String rule = (test.isEmpty() ? cutRule("held-out") : "held-out: the folder test") + "; "
                + (ownValidation ? "validation: the folder val" : cutRule("validation")) + "; seed " + seed;
        return new Dataset(validation.rest(), validation.cut(), heldOut.cut(), rule);
    }

    private static String cutRule(String side) {
        return side + ": about 10 % of the patients, by hash of seed and patient, copies of a film kept together";
    }

    private static List<Film> without(List<Film> films, List<Film> others) {
        Set<String> contents = new HashSet<>(others.stream().map(Film::sha256).toList());
        return films.stream().filter(film -> !contents.contains(film.sha256())).collect(Collectors.toList());
    }

    /** How many of the films have this label. */
    public static int count(List<Film> films, boolean pneumonia) {
        return (int) films.stream()
                .filter(film -> film.file().pneumonia() == pneumonia)
                .count();
    }
}
