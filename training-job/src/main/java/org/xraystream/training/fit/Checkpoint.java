package org.xraystream.training.fit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * All that the rest of a run depends on when an epoch is over, so that a run which was killed goes on as if it had not
 * been.
 *
 * @param state what is not weights
 * @param weights the network's, as a model package holds them
 * @param average their moving average, in the same form
 * @param best the weights of the best epoch, in the same form
 * @param optimizer its state, as a safetensors file
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Checkpoint(State state, byte[] weights, byte[] average, byte[] best, byte[] optimizer) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String STATE = "state.json";
    private static final List<String> ARRAYS =
            List.of("weights.safetensors", "average.safetensors", "best.safetensors", "optimizer.safetensors");

    /**
     * Where a run is.
     *
     * @param run which run it is
     * @param epochs that are over
     * @param steps of the phase that the last epoch was of
     * @param averaged weights that the moving average has taken in
     */
    record State(Identity run, List<Epoch> epochs, int steps, long averaged) {}

    /** Writes the file at once: a reader, and a kill, never meets half of it. */
    void write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(unfinished))) {
                // weights hardly shrink
                zip.setLevel(Deflater.NO_COMPRESSION);
                put(zip, STATE, JSON.writeValueAsBytes(state));
                List<byte[]> arrays = List.of(weights, average, best, optimizer);
                for (int i = 0; i < arrays.size(); i++) {
                    put(zip, ARRAYS.get(i), arrays.get(i));
                }
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads the file, if there is one.
     *
     * @throws IllegalArgumentException if it is of another run, or damaged
     */
    static Optional<Checkpoint> read(Path file, Identity run) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            State state = JSON.readValue(get(zip, STATE), State.class);
            run.check(state.run(), file);
            return Optional.of(new Checkpoint(
                    state,
                    get(zip, ARRAYS.get(0)),
                    get(zip, ARRAYS.get(1)),
                    get(zip, ARRAYS.get(2)),
                    get(zip, ARRAYS.get(3))));
        } catch (ZipException | JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The checkpoint " + file + " is damaged; remove it to begin the run again.", e);
        }
    }

    private static byte[] get(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ZipException("it has no " + name);
        }
        return zip.getInputStream(entry).readAllBytes();
    }
}
