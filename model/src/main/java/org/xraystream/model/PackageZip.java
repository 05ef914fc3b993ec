package org.xraystream.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The files of a model package as one zip, in memory. Nothing is ever unpacked to disk; a zip from outside may hold
 * only the names that a package writes, each once, and no more than fits.
 */
final class PackageZip {
    /** The oldest time that a zip can name: the same files make the same bytes, whenever they are written. */
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int MOST_FILES = 32;
    private static final Pattern NAME = Pattern.compile("(" + PackageFiles.FOLDER + "/)?\\w[\\w.-]*");

    private PackageZip() {}

    static byte[] of(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(ANY_TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The files of a zip.
     *
     * @param limit how many bytes all of them may have, unpacked
     * @throws IOException with a sentence for a person, if it is no such zip
     */
    static Map<String, byte[]> files(byte[] zipped, long limit) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        long left = limit;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (files.size() == MOST_FILES
                        || files.containsKey(name)
                        || !NAME.matcher(name).matches()) {
                    throw new IOException("it has an entry that no model package has, '" + name + "'");
                }
                byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, left + 1));
                left -= content.length;
                if (left < 0) {
                    throw new IOException("its files have more than " + limit + " bytes");
                }
                files.put(name, content);
            }
        }
        return files;
    }
}
