package org.xraystream.training.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.xraystream.command.JsonFile;

/** The results of finished folds, each a JSON file, whole or not at all. */
final class ResultStore {
    private final Path folder;

    ResultStore(Path folder) {
        this.folder = folder;
    }

    void write(FoldResult result) throws IOException {
        Path file = file(result.key(), result.fold());
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        JsonFile.write(unfinished, result);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The result that a former run left, if it did. */
    Optional<FoldResult> read(String key, int fold) {
        try {
            return Optional.of(JsonFile.read(file(key, fold), FoldResult.class))
                    .filter(result -> result.key().equals(key));
        } catch (IOException e) {
            // not there, or not of this version: the fold is trained again
            return Optional.empty();
        }
    }

    private Path file(String key, int fold) {
        return folder.resolve(key.substring(0, 16) + "-fold-" + (fold + 1) + ".json");
    }
}
