package org.xraystream.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.FilmReader;
import org.xraystream.training.data.LabelConflicts;
import org.xraystream.training.data.LabelledFile;

/** The films that a gate judges by: a folder of them counts whole or not at all. */
public final class FrozenFilms {
    private FrozenFilms() {}

    /**
     * Reads a folder with {@code NORMAL} and {@code PNEUMONIA}, with a progress bar.
     *
     * @throws CommandException if it is none, has no films, one of them cannot be read, or one has two labels
     */
    public static List<Film> read(Path folder) throws CommandException, IOException {
        List<LabelledFile> files = LabelledFolder.files(folder);
        FilmReader.Result result;
        try (ProgressBar progress = new ProgressBar("Reading films", files.size())) {
            result = FilmReader.read(files, progress::step);
        }
        if (!result.unreadable().isEmpty()) {
            FilmReader.Unreadable first = result.unreadable().get(0);
            // a set that is frozen must not lose films in silence
            throw CommandException.failed(result.unreadable().size() + " of the " + files.size() + " files of " + folder
                    + " cannot be read; the first is " + first.file().path() + ": " + first.reason());
        }
        LabelConflicts conflicts = new LabelConflicts();
        result.films().forEach(conflicts::add);
        conflicts.check();
        return result.films();
    }
}
