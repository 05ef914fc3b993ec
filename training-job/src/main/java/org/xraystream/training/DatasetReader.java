package org.xraystream.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.FilmReader;
import org.xraystream.training.data.LabelConflicts;
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
        requireTrain();
        List<Film> train = films("train");
        List<Film> val = films("val");
        List<Film> test = films("test");
        requireOneClassEach(Stream.of(train, val, test).flatMap(List::stream));
        Dataset dataset = Dataset.of(train, val, test, seed);
        check("training", dataset.training());
        check("validation", dataset.validation());
        check("held-out", dataset.heldOut());
        return dataset;
    }

    private void requireTrain() throws CommandException, IOException {
        Path folder = data.resolve("train");
        if (!RadiographFolder.isOne(folder)) {
            throw CommandException.usage(
                    "The folder " + data + " has no train/NORMAL and train/PNEUMONIA in it; name one that has.");
        }
        List<LabelledFile> files = RadiographFolder.list(folder);
        for (boolean pneumonia : new boolean[] {false, true}) {
            if (files.stream().noneMatch(file -> file.pneumonia() == pneumonia)) {
                throw CommandException.usage(
                        "The folder " + folder.resolve(pneumonia ? RadiographFolder.PNEUMONIA : RadiographFolder.NORMAL)
                                + " has no file in it, and training needs films of both classes.");
            }
        }
    }

    private static void requireOneClassEach(Stream<Film> films) throws CommandException {
        LabelConflicts conflicts = new LabelConflicts();
        films.forEach(conflicts::add);
        conflicts.check();
    }

    /**
     * The films of train and val together, for cross-validation; those of test are never read.
     *
     * @param choice which of the files to read
     */
    List<Film> readForFolds(UnaryOperator<List<LabelledFile>> choice) throws CommandException, IOException {
        requireTrain();
        List<LabelledFile> files = new ArrayList<>(RadiographFolder.list(data.resolve("train")));
        files.addAll(RadiographFolder.list(data.resolve("val")));
        List<Film> films = films("films", choice.apply(files));
        requireOneClassEach(films.stream());
        return films;
    }

    private List<Film> films(String part) throws CommandException, IOException {
        return films(part, RadiographFolder.list(data.resolve(part)));
    }

    private List<Film> films(String title, List<LabelledFile> files) throws CommandException, IOException {
        if (files.isEmpty()) {
            return List.of();
        }
        FilmReader.Result result;
        try (ProgressBar progress = new ProgressBar("Reading " + title, files.size())) {
            result = FilmReader.read(files, progress::step);
        }
        result.unreadable()
                .forEach(problem -> out.println("Passed over " + problem.file().path() + ": " + problem.reason()));
        out.flush();
        if (result.unreadable().size() > MOST_UNREADABLE * files.size()) {
            FilmReader.Unreadable first = result.unreadable().get(0);
            throw CommandException.failed(String.format(
                    Locale.ROOT,
                    "%d of the %d files read from %s cannot be decoded, more than %.0f %%, so that something is wrong with the folder;"
                            + " the first is %s: %s",
                    result.unreadable().size(),
                    files.size(),
                    data,
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
