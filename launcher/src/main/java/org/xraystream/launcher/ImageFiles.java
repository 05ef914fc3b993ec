package org.xraystream.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.xraystream.command.CommandException;

/** The image files that a person names: files as they are, folders with all the images below them. */
public final class ImageFiles {
    private static final Map<String, String> MEDIA_TYPES =
            Map.of("jpg", "image/jpeg", "jpeg", "image/jpeg", "png", "image/png");

    private ImageFiles() {}

    /**
     * One file to push.
     *
     * @param name as results show it: relative to the folder that was named
     * @param mediaType by its extension; {@code application/octet-stream} if that says nothing
     */
    public record ImageFile(Path path, String name, String mediaType) {}

    /**
     * All of them, those of a folder in the order of their names.
     *
     * @throws CommandException if a path does not exist or there is no image among them
     */
    public static List<ImageFile> find(List<Path> paths) throws CommandException, IOException {
        List<ImageFile> found = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw CommandException.usage("There is no file or folder " + path + ".");
            }
            found.addAll(Files.isDirectory(path) ? below(path) : List.of(describe(path, path.getFileName())));
        }
        if (found.isEmpty()) {
            throw CommandException.usage("There are no JPEG or PNG files in " + paths.get(0) + ".");
        }
        return found;
    }

    private static List<ImageFile> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && MEDIA_TYPES.containsKey(extension(file)))
                    .sorted()
                    .map(file -> describe(file, folder.relativize(file)))
                    .toList();
        }
    }

    private static ImageFile describe(Path file, Path name) {
        return new ImageFile(
                file, name.toString(), MEDIA_TYPES.getOrDefault(extension(file), "application/octet-stream"));
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
