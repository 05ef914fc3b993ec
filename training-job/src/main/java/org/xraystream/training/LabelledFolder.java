package org.xraystream.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.RadiographFolder;

/** A folder of labelled films that a command was given. */
final class LabelledFolder {
    private LabelledFolder() {}

    /** Its files, at least one. */
    static List<LabelledFile> files(Path folder) throws CommandException, IOException {
        if (!RadiographFolder.isOne(folder)) {
            throw CommandException.usage(
                    "The folder " + folder + " has neither NORMAL nor PNEUMONIA in it; name one that has.");
        }
        List<LabelledFile> files = RadiographFolder.list(folder);
        if (files.isEmpty()) {
            throw CommandException.usage("The folders NORMAL and PNEUMONIA in " + folder + " are empty.");
        }
        return files;
    }
}
