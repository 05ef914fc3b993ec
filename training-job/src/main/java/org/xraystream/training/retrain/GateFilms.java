package org.xraystream.training.retrain;

import java.util.List;
import org.xraystream.training.data.Film;

/**
 * Films of the gate's side.
 *
 * @param gold the frozen set: of the base data; where there is none, the blind labels take its place
 * @param blind films whose labels readers gave lately, blind to the model's result, and for no reason that lies in the
 *     model's answer
 */
public record GateFilms(List<Film> gold, List<Film> blind) {
    public GateFilms {
        gold = List.copyOf(gold);
        blind = List.copyOf(blind);
    }
}
