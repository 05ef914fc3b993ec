package org.xraystream.training.comparison;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.xraystream.command.CommandException;
import org.xraystream.training.experiment.Experiment;

/**
 * Where the pretrained weights of experiments are.
 *
 * @param instead if not null, taken for whatever file an experiment names
 * @param place the experiments' own file, which relative paths are beside; null for the working folder
 */
public record BackboneFile(Path instead, Path place) {
    /**
     * The file that an experiment starts from, if it does from any.
     *
     * @throws CommandException if it cannot be read
     */
    public Optional<Path> of(Experiment experiment) throws CommandException {
        if (!experiment.pretrained().isGiven()) {
            return Optional.empty();
        }
        Path named = Path.of(experiment.pretrained().weights());
        Path beside = place == null ? named : place.resolveSibling(named);
        return Optional.of(readable(instead == null ? beside : instead));
    }

    /**
     * The same file.
     *
     * @throws CommandException if it cannot be read
     */
    public static Path readable(Path file) throws CommandException {
        if (!Files.isReadable(file)) {
            throw CommandException.usage("The pretrained weights " + file
                    + " do not exist or cannot be read; name their file with --backbone.");
        }
        return file;
    }
}
