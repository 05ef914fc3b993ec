package org.xraystream.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.FilmReader;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.RadiographFolder;

/** Reads DIR/{train,val,test}/{NORMAL,PNEUMONIA} and parts the films by patient. */
final class DatasetReader {
    /** Single damaged files are passed over; a larger share of a folder's files than this is refused. */
    private static final double MOST_UNREADABLE = 0.1;

    private final Path data;
    private final PrintWriter out;

    DatasetReader(Path data, PrintWriter out) {
        this.data = data;
        this.out = out;
    }

    Dataset read(long seed) throws CommandException, IOException {
        if (!RadiographFolder.isOne(data.resolve("train"))) {
            throw CommandException.usage(
                    "The folder " + data + " has no train/NORMAL and train/PNEUMONIA in it; name one that has.");
        }
        checkClasses(data.resolve("train"));
        List<Film> train = films("train");
        List<Film> val = films("val");
        List<Film> test = films("test");
        LabelConflicts conflicts = new LabelConflicts();
        Stream.of(train, val, test).flatMap(List::stream).forEach(conflicts::add);
        conflicts.check();
        Dataset dataset = Dataset.of(train, val, test, seed);
        check("training", dataset.training());
        check("validation", dataset.validation());
        check("held-out", dataset.heldOut());
        return dataset;
    }

    private static void checkClasses(Path folder) throws CommandException, IOException {
        List<LabelledFile> files = RadiographFolder.list(folder);
        for (boolean pneumonia : new boolean[] {false, true}) {
            if (files.stream().noneMatch(file -> file.pneumonia() == pneumonia)) {
                throw CommandException.usage(
                        "The folder " + folder.resolve(pneumonia ? RadiographFolder.PNEUMONIA : RadiographFolder.NORMAL)
                                + " has no file in it, and training needs films of both classes.");
            }
        }
    }

    private List<Film> films(String part) throws CommandException, IOException {
        List<LabelledFile> files = RadiographFolder.list(data.resolve(part));
        if (files.isEmpty()) {
            return List.of();
        }
        FilmReader.Result result;
        try (ProgressBar progress = new ProgressBar("Reading " + part, files.size())) {
            result = FilmReader.read(files, progress::step);
        }
        result.unreadable()
                .forEach(problem -> out.println("Passed over " + problem.file().path() + ": " + problem.reason()));
        out.flush();
        if (result.unreadable().size() > MOST_UNREADABLE * files.size()) {
            FilmReader.Unreadable first = result.unreadable().get(0);
            throw CommandException.failed(String.format(
                    Locale.ROOT,
                    "%d of the %d files in %s cannot be read, more than %.0f %%, so that something is wrong with the folder;"
                            + " the first is %s: %s",
                    result.unreadable().size(),
                    files.size(),
                    data.resolve(part),
                    100 * MOST_UNREADABLE,
                    first.file().path(),
                    first.reason()));
        }
        return result.films();
    }

    private static void check(String side, List<Film> films) throws CommandException {
        if (Dataset.count(films, false) == 0 || Dataset.count(films, true) == 0) {
            throw CommandException.failed(
                    "The " + side + " side has " + Dataset.count(films, false) + " normal films and "
                            + Dataset.count(films, true) + " with pneumonia; both are needed: give more patients.");
        }
    }
}
