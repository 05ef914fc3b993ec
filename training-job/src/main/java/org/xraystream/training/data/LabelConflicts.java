package org.xraystream.training.data;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.xraystream.command.CommandException;

/** Finds an image that stands in the folders of both classes: one of its labels is wrong, and nobody can say which. */
public final class LabelConflicts {
    private final Map<String, LabelledFile> firstOfContent = new HashMap<>();
    private Optional<String> conflict = Optional.empty();

    /** Looks at one more film. */
    public void add(Film film) {
        LabelledFile first = firstOfContent.putIfAbsent(film.sha256(), film.file());
        if (first != null && first.pneumonia() != film.file().pneumonia() && conflict.isEmpty()) {
            conflict = Optional.of("The same image has two labels, as " + first.path() + " and as "
                    + film.file().path() + "; remove the one that is wrong.");
        }
    }

    /** Refuses if an image that was added has two labels. */
    public void check() throws CommandException {
        if (conflict.isPresent()) {
            throw CommandException.failed(conflict.get());
        }
    }
}
