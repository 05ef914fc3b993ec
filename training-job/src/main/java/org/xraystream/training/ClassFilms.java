package org.xraystream.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.FilmReader;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.synthesis.Resemblance;

/**
 * The films of one class, as far as synthesis needs them.
 *
 * @param chosen those that statistics are taken of, each of another patient
 * @param resemblance to all of them
 */
record ClassFilms(List<GreyImage> chosen, Resemblance resemblance) {
    /** So many films are held at full size at a time. */
    private static final int CHUNK = 256;

    /**
     * Reads the films of one class.
     *
     * @param most how many to choose
     * @param random chooses them
     * @param onFile told after every file, from any thread
     */
    static ClassFilms read(List<LabelledFile> files, int most, Random random, Runnable onFile) {
        Set<LabelledFile> wanted = onePerPatient(files, most, random);
        List<GreyImage> chosen = new ArrayList<>();
        List<Resemblance.Outline> all = new ArrayList<>();
        for (int start = 0; start < files.size(); start += CHUNK) {
            List<LabelledFile> chunk = files.subList(start, Math.min(files.size(), start + CHUNK));
            for (Film film : FilmReader.read(chunk, onFile).films()) {
                all.add(Resemblance.Outline.of(film.file().patient(), film.image()));
                if (wanted.contains(film.file())) {
                    chosen.add(film.image());
                }
            }
        }
        return new ClassFilms(List.copyOf(chosen), Resemblance.to(all));
    }

    private static Set<LabelledFile> onePerPatient(List<LabelledFile> files, int most, Random random) {
        List<LabelledFile> shuffled = new ArrayList<>(files);
        Collections.shuffle(shuffled, random);
        Set<String> patients = new HashSet<>();
        Set<LabelledFile> wanted = new HashSet<>();
        for (LabelledFile file : shuffled) {
            if (wanted.size() < most && patients.add(file.patient())) {
                wanted.add(file);
            }
        }
        return wanted;
    }
}
