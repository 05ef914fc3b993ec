package org.xraystream.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** A properties file that only its owner may read and that is replaced as a whole, so that a crash leaves none half. */
final class PropertiesFile {
    private PropertiesFile() {}

    /** The content; empty if there is no such file. */
    static Properties read(Path file) {
        Properties content = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                content.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new InfrastructureException("The file " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return content;
    }

    static void write(Path file, Properties content, String comment) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            SecretFile.create(fresh, "");
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                content.store(writer, comment);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InfrastructureException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
