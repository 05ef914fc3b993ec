package org.xraystream.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.FilmReader;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.RadiographFolder;

/** Reads DIR/{train,val,test}/{NORMAL,PNEUMONIA} and parts the films by patient. */
final class DatasetReader {
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
        Dataset dataset = Dataset.of(films("train"), films("val"), films("test"), seed);
        check("training", dataset.training());
        check("validation", dataset.validation());
        check("held-out", dataset.heldOut());
        return dataset;
    }

    private List<Film> films(String part) throws IOException {
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
