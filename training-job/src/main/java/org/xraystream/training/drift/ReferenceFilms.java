package org.xraystream.training.drift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.model.Classifier;
import org.xraystream.model.Classifier.Prepared;
import org.xraystream.model.Finding;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Reading;
import org.xraystream.model.Reference;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.Prefetch;

/** Measures films as a service does: the file is decoded, prepared and read by the model. */
public final class ReferenceFilms {
    private static final int BATCH = 16;

    private ReferenceFilms() {}

    /**
     * The model with a manifest that says how its validation and held-out films are distributed; those that it was
     * fitted to are no reference, since it is surer of them than of any other.
     *
     * @param onFilm told after every film, from any thread
     */
    public static ModelPackage addTo(ModelPackage model, Dataset dataset, Runnable onFilm)
            throws ModelPackageException {
        List<Film> films = films(dataset);
        String description = dataset.validation().size() + " validation films and "
                + dataset.heldOut().size() + " held-out films, as they are";
        try (Classifier classifier = Classifier.load(model)) {
            Reference reference = Reference.of(description, measured(classifier, files(films), onFilm));
            return new ModelPackage(model.manifest().with(reference), model.weights()).with(model.files());
        }
    }

    /** How many films {@link #addTo} reads. */
    public static int count(Dataset dataset) {
        return films(dataset).size();
    }

    private static List<Film> films(Dataset dataset) {
        List<Film> films = new ArrayList<>(dataset.validation());
        films.addAll(dataset.heldOut());
        return films;
    }

    private static List<LabelledFile> files(List<Film> films) {
        return films.stream().map(Film::file).toList();
    }

    /** What {@link Reference#measure} measures on each, without those that are rejected, which have no diagnosis. */
    private static List<Map<String, Double>> measured(
            Classifier classifier, List<LabelledFile> files, Runnable onFilm) {
        List<Map<String, Double>> measured = new ArrayList<>();
        Prefetch.<LabelledFile, Prepared>inBatches(
                files,
                BATCH,
                file -> {
                    Prepared prepared = classifier.prepare(decoded(file));
                    onFilm.run();
                    return prepared;
                },
                batch -> measured.addAll(measured(classifier, batch)));
        return measured;
    }

    /** The same of films that are prepared. */
    static List<Map<String, Double>> measured(Classifier classifier, List<Prepared> films) {
        List<Reading> readings = classifier.read(films);
        List<Map<String, Double>> measured = new ArrayList<>();
        for (int i = 0; i < films.size(); i++) {
            if (readings.get(i).finding() != Finding.REJECTED) {
                measured.add(Reference.measure(films.get(i), readings.get(i)));
            }
        }
        return measured;
    }

    /** The films in memory are in the common size and have lost their aspect ratio. */
    private static GreyImage decoded(LabelledFile file) {
        try {
            return RadiographDecoder.decode(Files.readAllBytes(file.path()));
        } catch (IOException e) {
            throw new UncheckedIOException("The film " + file.path() + " cannot be read again.", e);
        } catch (InvalidImageException e) {
            throw new IllegalStateException("The film " + file.path() + " was changed meanwhile: " + e.getMessage(), e);
        }
    }
}
