package org.xraystream.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder with the sub-folders {@value #NORMAL} and {@value #PNEUMONIA}. */
public final class RadiographFolder {
    public static final String NORMAL = "NORMAL";
    public static final String PNEUMONIA = "PNEUMONIA";

    private RadiographFolder() {}

    /** Whether the folder has either sub-folder. */
    public static boolean isOne(Path folder) {
        return Files.isDirectory(folder.resolve(NORMAL)) || Files.isDirectory(folder.resolve(PNEUMONIA));
    }

    /**
     * The files in both sub-folders, by name; hidden files are passed over.
     *
     * @throws IOException if a sub-folder cannot be listed
     */
    public static List<LabelledFile> list(Path folder) throws IOException {
        List<LabelledFile> files = new ArrayList<>(list(folder.resolve(NORMAL), false));
        files.addAll(list(folder.resolve(PNEUMONIA), true));
        return List.copyOf(files);
    }

    private static List<LabelledFile> list(Path folder, boolean pneumonia) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Path place = folder.toAbsolutePath().normalize();
        String folders = place.subpath(Math.max(0, place.getNameCount() - 2), place.getNameCount())
                .toString();
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> !fileName(file).startsWith("."))
                    .sorted()
                    .map(file -> new LabelledFile(file, pneumonia, PatientNames.of(folders, fileName(file))))
                    .toList();
        }
    }

    private static String fileName(Path file) {
        return file.getFileName().toString();
    }
}
