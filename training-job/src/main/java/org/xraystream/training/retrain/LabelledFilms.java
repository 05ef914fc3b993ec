package org.xraystream.training.retrain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.FilmReader;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.feedback.LabelledImage;

/**
 * The films of labels.
 *
 * @param films those that could be had, in the order of the labels
 * @param missing labels whose image is gone, altered or no image any more
 * @param inBase labels of films that the base data has too: they stay what they are there
 */
record LabelledFilms(List<Labelled> films, int missing, int inBase) {
    private static final Logger LOG = LoggerFactory.getLogger(LabelledFilms.class);

    /** A label and its film. */
    record Labelled(LabelledImage label, Film film) {}

    /**
     * Fetches and decodes.
     *
     * @param base SHA-256 of the base data's films
     * @throws ObjectStoreException if the store is away
     */
    static LabelledFilms fetch(List<LabelledImage> labels, Set<String> base, FilmCache cache)
            throws ObjectStoreException, IOException, InterruptedException {
        List<Labelled> films = new ArrayList<>();
        int missing = 0;
        int inBase = 0;
        for (LabelledImage label : labels) {
            if (base.contains(label.object().getSha256())) {
                inBase++;
            } else if (!add(label, cache, films)) {
                missing++;
            }
        }
        return new LabelledFilms(List.copyOf(films), missing, inBase);
    }

    private static boolean add(LabelledImage label, FilmCache cache, List<Labelled> films)
            throws ObjectStoreException, IOException, InterruptedException {
        try {
            LabelledFile file = new LabelledFile(cache.get(label.object()), label.pneumonia(), label.patient());
            FilmReader.Outcome outcome = FilmReader.read(file);
            if (outcome instanceof FilmReader.Read read) {
                films.add(new Labelled(label, read.film()));
                return true;
            }
            LOG.warn("The image {} cannot be read and is left out", label.imageId());
        } catch (ObjectMissingException | ObjectAlteredException e) {
            LOG.warn("The image {} is left out: {}", label.imageId(), e.getMessage());
        }
        return false;
    }
}
