package org.xraystream.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The further files of a model package, such as the report of its gate: in a directory they lie in the folder
 * {@value #FOLDER}, in a zip below that name. Their names are plain and their size is bounded, wherever they come from.
 */
final class PackageFiles {
    static final String FOLDER = "package-files";

    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]{0,99}");
    private static final String UNFINISHED = ".unfinished";
    private static final int MOST_FILES = 24;
    private static final long MOST_BYTES = 32L << 20;

    private PackageFiles() {}

    /**
     * The files, checked, by name.
     *
     * @throws IllegalArgumentException which file no package can have, or that they are too many or too large
     */
    static SortedMap<String, byte[]> checked(Map<String, byte[]> files) {
        files.keySet().stream().filter(name -> !isName(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("A file of a model package cannot be called '" + name
                    + "'; use letters, digits, dots, dashes and underscores.");
        });
        long bytes =
                files.values().stream().mapToLong(content -> content.length).sum();
        if (files.size() > MOST_FILES || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("A model package can have " + MOST_FILES + " further files of "
                    + MOST_BYTES + " bytes in all, and not " + files.size() + " of " + bytes + ".");
        }
        return Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.endsWith(UNFINISHED);
    }

    /** What lies in the folder of a package; what cannot be a package's file, such as half a file, is passed over. */
    static SortedMap<String, byte[]> read(Path directory) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        long bytes = 0;
        for (Path file : list(directory)) {
            // before it is read: memory is what the bound is for
            bytes += Files.size(file);
            if (files.size() == MOST_FILES || bytes > MOST_BYTES) {
                throw new IOException(
                        "they are more than " + MOST_FILES + " files, or more than " + MOST_BYTES + " bytes");
            }
            files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return files;
    }

    /** Removes what an older package left: its reports are of another model. */
    static void removeOthers(Path directory, Map<String, byte[]> files) throws IOException {
        for (Path file : list(directory)) {
            if (!files.containsKey(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        Path folder = directory.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> isName(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** The files of a zip that are neither manifest nor weights. */
    static SortedMap<String, byte[]> ofZip(Map<String, byte[]> entries) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        entries.forEach((name, content) -> {
            if (name.startsWith(FOLDER + "/")) {
                files.put(name.substring(FOLDER.length() + 1), content);
            }
        });
        return files;
    }

    static String entry(String name) {
        return FOLDER + "/" + name;
    }
}
