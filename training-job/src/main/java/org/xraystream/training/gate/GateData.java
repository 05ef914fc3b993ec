package org.xraystream.training.gate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xraystream.training.data.Film;

/**
 * The films that a candidate is judged on, of which none may have been trained or chosen on. Each list is kept in the
 * order of the films' content, copies of a film once, so that the verdict does not depend on how they came.
 *
 * @param gold the frozen set; of both classes
 * @param blind films whose labels a person gave lately without having seen a model's result; may be none
 * @param groups which groups of films must not be left behind
 */
public record GateData(List<Film> gold, List<Film> blind, FilmGroups groups) {
    public GateData {
        gold = inOrder(gold);
        blind = inOrder(blind);
    }

    /** The same with groups by cause, where the names of the files tell it. */
    public GateData(List<Film> gold, List<Film> blind) {
        this(gold, blind, FilmGroups.byCause());
    }

    private static List<Film> inOrder(List<Film> films) {
        Map<String, Film> byContent = new TreeMap<>();
        for (Film film : films) {
            Film first = byContent.putIfAbsent(film.sha256(), film);
            if (first != null && first.file().pneumonia() != film.file().pneumonia()) {
                throw new IllegalArgumentException(
                        "The image with SHA-256 " + film.sha256() + " has two labels; judge by films that have one.");
            }
        }
        return List.copyOf(byContent.values());
    }
}
