package org.xraystream.training.retrain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.FilmReader;
import org.xraystream.training.data.LabelConflicts;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.RadiographFolder;
import org.xraystream.training.data.Side;

/**
 * The labelled films that there were before any reader corrected one.
 *
 * @param films in the order of their files
 * @param sides of each content, by SHA-256: that of its patient; of copies under several patients, the last of
 *     {@link Side}, so that a film which any of them is judged on is fitted to by none
 */
record BaseData(List<Film> films, Map<String, Side> sides) {
    private static final Logger LOG = LoggerFactory.getLogger(BaseData.class);

    static final BaseData NONE = new BaseData(List.of(), Map.of());

    /**
     * Reads DIR/train/{NORMAL,PNEUMONIA}, or DIR/{NORMAL,PNEUMONIA}.
     *
     * @throws CommandException if it has neither, or an image in both classes
     */
    static BaseData read(Optional<Path> directory) throws CommandException, IOException {
        if (directory.isEmpty()) {
            return NONE;
        }
        Path train = directory.get().resolve("train");
        Path folder = RadiographFolder.isOne(train) ? train : directory.get();
        if (!RadiographFolder.isOne(folder)) {
            throw CommandException.usage(
                    "The folder " + directory.get()
                            + " has neither train/NORMAL and train/PNEUMONIA nor NORMAL and PNEUMONIA in it; name one that has.");
        }
        List<LabelledFile> files = RadiographFolder.list(folder);
        FilmReader.Result read = FilmReader.read(files, () -> {});
        read.unreadable()
                .forEach(
                        problem -> LOG.warn("Passed over {}: {}", problem.file().path(), problem.reason()));
        return of(read.films());
    }

    static BaseData of(List<Film> films) throws CommandException {
        LabelConflicts conflicts = new LabelConflicts();
        films.forEach(conflicts::add);
        conflicts.check();
        Map<String, Side> sides = new HashMap<>();
        for (Film film : films) {
            sides.merge(film.sha256(), Side.of(film.file().patient()), BinaryOperator.maxBy(Side::compareTo));
        }
        return new BaseData(List.copyOf(films), Map.copyOf(sides));
    }

    /** The films of a side. */
    List<Film> on(Side side) {
        return films.stream().filter(film -> sides.get(film.sha256()) == side).toList();
    }
}
