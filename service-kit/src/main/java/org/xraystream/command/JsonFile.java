package org.xraystream.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Machine-readable results of commands. */
public final class JsonFile {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonFile() {}

    /** Writes a value, making the folder if needed. */
    public static void write(Path file, Object result) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, JSON.writeValueAsBytes(result));
    }

    /**
     * A value as it was written.
     *
     * @throws IOException if there is no such file, or it holds no such value
     */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), type);
    }

    /** A value as it would be written. */
    public static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }
}
