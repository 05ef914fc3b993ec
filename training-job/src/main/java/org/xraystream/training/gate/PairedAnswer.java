package org.xraystream.training.gate;

import org.xraystream.training.data.Film;

/**
 * What both models say of one film.
 *
 * @param film as it is, whatever change it was read under
 * @param champion of the model that serves
 * @param candidate of the model that would
 */
record PairedAnswer(Film film, Answer champion, Answer candidate) {
    boolean positive() {
        return film.file().pneumonia();
    }
}
