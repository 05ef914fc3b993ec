package org.xraystream.training.gate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.RadiographFolder;

/** Names a set of labelled films by what it holds, so that nobody can change a frozen one unseen. */
public final class GoldSet {
    private GoldSet() {}

    /**
     * The digest of films and labels, whatever their order and their names: SHA-256 over the sorted lines
     * {@code SHA-256 of the file, blank, label}, in lower-case hexadecimal digits.
     */
    public static String digest(List<Film> films) {
        return DigestUtils.sha256Hex(films.stream()
                .map(film -> film.sha256() + " "
                        + (film.file().pneumonia() ? RadiographFolder.PNEUMONIA : RadiographFolder.NORMAL) + "\n")
                .sorted()
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
    }

    /** A seed that the set alone decides: nobody can draw until a model passes. */
    static long seed(String digest) {
        return Long.parseUnsignedLong(digest.substring(0, 16), 16);
    }
}
