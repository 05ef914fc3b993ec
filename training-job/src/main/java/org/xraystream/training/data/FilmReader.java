package org.xraystream.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.model.Preprocessing;

/** Reads and decodes files, setting aside those that cannot be read. */
public final class FilmReader {
    private FilmReader() {}

    /** What became of a file. */
    public sealed interface Outcome permits Read, Unreadable {}

    /** A file that is an image. */
    public record Read(Film film) implements Outcome {}

    /**
     * A file that was passed over.
     *
     * @param file the file
     * @param reason one sentence
     */
    public record Unreadable(LabelledFile file, String reason) implements Outcome {}

    /**
     * What was read of a list of files, each in the order of the list.
     *
     * @param films those that are images
     * @param unreadable those that are not
     */
    public record Result(List<Film> films, List<Unreadable> unreadable) {}

    /**
     * Reads all files on all processors.
     *
     * @param onFile told after every file, from any thread
     */
    public static Result read(List<LabelledFile> files, Runnable onFile) {
        List<Film> films = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        files.parallelStream()
                .map(file -> {
                    Outcome outcome = read(file);
                    onFile.run();
                    return outcome;
                })
                .forEachOrdered(outcome -> {
                    if (outcome instanceof Read read) {
                        films.add(read.film());
                    } else if (outcome instanceof Unreadable problem) {
                        unreadable.add(problem);
                    }
                });
        return new Result(List.copyOf(films), List.copyOf(unreadable));
    }

    /** Reads one file. */
    public static Outcome read(LabelledFile file) {
        try {
            byte[] bytes = Files.readAllBytes(file.path());
            GreyImage image = Preprocessing.toCommonSize(RadiographDecoder.decode(bytes));
            return new Read(new Film(file, DigestUtils.sha256Hex(bytes), image));
        } catch (InvalidImageException e) {
            return new Unreadable(file, e.getMessage());
        } catch (IOException e) {
            return new Unreadable(file, "The file cannot be read: " + e.getMessage() + ".");
        }
    }
}
