package org.xraystream.training.retrain;

import java.util.ArrayList;
import java.util.List;
import org.xraystream.training.choice.Choices;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;

/**
 * Which films calibration and decision are chosen on: those of the base data, and those that readers labelled blind
 * with a class in which few labels are expected to be wrong.
 *
 * <p>A band that lets a share alpha of a class be decided wrong cannot be drawn by labels of which a larger share is
 * wrong. It keeps its guarantee under such labels, but grows until hardly anything is decided (Einbinder, Feldman,
 * Bates, Angelopoulos, Gendler, Romano, "Label noise robustness of conformal prediction", 2024). Readers' errors gather
 * in the class that is rare among the films that they read: of a hundred pneumonias five are called normal, and if only
 * ten films are normal, a third of the labels NORMAL is wrong.
 */
final class TrustedLabels {
    /** Of a single reader: 3 to 5 % in daily work (Brady, "Error and discrepancy in radiology", 2017). */
    private static final double READER_ERROR = 0.05;

    /** Of what the band may decide wrong, the share that wrong labels may use up. */
    private static final double SHARE_OF_ALPHA = 0.5;

    private TrustedLabels() {}

    /**
     * The films to choose on.
     *
     * @param base films of the base data
     * @param blind films that single readers labelled blind
     * @return all of the base, and those of the others whose class can be trusted, or is too rare in the base for a
     *     band
     */
    static List<Film> of(List<Film> base, List<Film> blind) {
        List<Film> trusted = new ArrayList<>(base);
        for (boolean pneumonia : new boolean[] {false, true}) {
            if (!isEnough(base, pneumonia) || isTrusted(base, blind, pneumonia)) {
                blind.stream()
                        .filter(film -> film.file().pneumonia() == pneumonia)
                        .forEach(trusted::add);
            }
        }
        return List.copyOf(trusted);
    }

    private static boolean isEnough(List<Film> base, boolean pneumonia) {
        long patients = base.stream()
                .filter(film -> film.file().pneumonia() == pneumonia)
                .map(film -> film.file().patient())
                .distinct()
                .count();
        return patients >= 1 / Choices.ALPHA - 1;
    }

    private static boolean isTrusted(List<Film> base, List<Film> blind, boolean pneumonia) {
        double wrong = READER_ERROR * Dataset.count(blind, !pneumonia);
        double all = Dataset.count(base, pneumonia) + (double) Dataset.count(blind, pneumonia);
        return wrong <= SHARE_OF_ALPHA * Choices.ALPHA * all;
    }
}
