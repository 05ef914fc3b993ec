package org.xraystream.training.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Parts films so that no patient, and no two copies of one film, are on two sides. Which side a patient is on depends
 * on the seed and the patient's name alone, so that a film that is added later moves no other.
 *
 * <p>A name stands for one patient in whatever folder it is met. In the official splits of the paediatric set the
 * numbers begin anew (170 {@code personN} are in both train and test, and their films are no more alike than others),
 * so that this takes some patients for one who are two. That costs a few hundred films of training where a test folder
 * is given; the opposite error, in a folder that was cut from one numbering, would leak patients into the figures.
 */
public final class PatientSplit {
    private final long seed;
    private final Map<String, String> groupOfPatient = new HashMap<>();

    /**
     * A split of these films.
     *
     * @param seed another seed, another split
     */
    public PatientSplit(List<Film> films, long seed) {
        this.seed = seed;
        Map<String, String> patientOfContent = new HashMap<>();
        for (Film film : films) {
            String twin =
                    patientOfContent.putIfAbsent(film.sha256(), film.file().patient());
            if (twin != null) {
                join(film.file().patient(), twin);
            }
        }
    }

    /**
     * Takes a share of the patients out of the films.
     *
     * @param share of the patients, in [0, 1]
     * @param purpose another purpose, another choice of patients
     */
    public Parts cut(List<Film> films, double share, String purpose) {
        return parts(films, film -> fraction(purpose, group(film)) < share);
    }

    /**
     * Parts the patients into folds of about the same size, for cross-validation.
     *
     * @param count of the folds, at least 2
     * @return for each fold its films, which are in no other, and all others
     */
    public List<Parts> folds(List<Film> films, int count) {
        if (count < 2) {
            throw new IllegalArgumentException("Cross-validation needs at least 2 folds, not " + count + ".");
        }
        return IntStream.range(0, count)
                .mapToObj(fold -> parts(films, film -> (int) (count * fraction("fold", group(film))) == fold))
                .toList();
    }

    /** The films of patients of whom the others have neither a film nor a copy of one. */
    public List<Film> without(List<Film> films, List<Film> others) {
        Set<String> taken = others.stream().map(this::group).collect(Collectors.toSet());
        return films.stream().filter(film -> !taken.contains(group(film))).toList();
    }

    /**
     * The two sides of a cut.
     *
     * @param cut the share or the fold that was asked for
     * @param rest all others
     */
    public record Parts(List<Film> cut, List<Film> rest) {}

    private static Parts parts(List<Film> films, Predicate<Film> isCut) {
        Map<Boolean, List<Film>> sides = films.stream().collect(Collectors.partitioningBy(isCut));
        return new Parts(List.copyOf(sides.get(true)), List.copyOf(sides.get(false)));
    }

    private void join(String patient, String twin) {
        String group = group(patient);
        String other = group(twin);
        if (!group.equals(other)) {
            groupOfPatient.put(group, other);
        }
    }

    private String group(Film film) {
        return group(film.file().patient());
    }

    private String group(String patient) {
        String parent = groupOfPatient.get(patient);
        return parent == null ? patient : group(parent);
    }

    /** Uniform in [0, 1), from the first 53 bits of a SHA-256. */
    private double fraction(String purpose, String group) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((seed + "/" + purpose + "/" + group).getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
