package org.xraystream.inference.pipeline;

import org.xraystream.events.ImageReceived;
import org.xraystream.imaging.GreyImage;

/** Sees each film once it is decoded, such as a second model that reads along. Thread-safe. */
@FunctionalInterface
public interface FilmObserver {
    /** Nobody. */
    FilmObserver NONE = (image, film) -> {};

    /**
     * Called before the film is prepared for the pipeline's own model, which waits for it: it must be quick, keep no
     * film and throw nothing.
     */
    void onFilm(ImageReceived image, GreyImage film);
}
