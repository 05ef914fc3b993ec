package org.xraystream.training.fit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.command.JsonFile;
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Experiment;

/**
 * Which run a checkpoint is of; in lower-case hexadecimal digits.
 *
 * @param experiment SHA-256 of the whole experiment as JSON
 * @param films SHA-256 over the training and the validation films, their labels and weights, in their order, and over
 *     the start
 */
record Identity(String experiment, String films) {
    static Identity of(
            Experiment experiment, Start start, FilmWeights weights, List<Film> training, List<Film> validation) {
        return new Identity(
                DigestUtils.sha256Hex(JsonFile.tree(experiment).toString()),
                DigestUtils.sha256Hex(
                        digest(training, weights) + digest(validation, FilmWeights.EQUAL) + start.identity()));
    }

    private static String digest(List<Film> films, FilmWeights weights) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        for (Film film : films) {
            double weight = weights.of(film);
            digest.update((film.sha256() + film.file().pneumonia() + (weight == 1 ? "" : weight))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return DigestUtils.sha256Hex(digest.digest());
    }

    /** Refuses a checkpoint of another run. */
    void check(Identity found, Path file) {
        boolean sameExperiment = experiment.equals(found.experiment);
        if (!sameExperiment || !films.equals(found.films)) {
            throw new IllegalArgumentException("The checkpoint " + file + " is of a run "
                    + (sameExperiment ? "on other films" : "of another experiment")
                    + "; remove it to begin anew, or name another output.");
        }
    }
}
