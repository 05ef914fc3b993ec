package org.xraystream.training.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.PatientSplit;

final class AcquisitionGroupsTest {
    /** Three machines, of other grain and other brightness. */
    @Test
    void filmsOfOneMachineAreOneGroupWhateverTheirOrder() {
        List<Film> films = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            films.add(film("p" + i, i % 2 == 0, i % 3));
        }
        Collections.shuffle(films, new Random(1));
        List<PatientSplit.Parts> folds = AcquisitionGroups.folds(films, 3, new PatientSplit(films, 1));
        for (int machine = 0; machine < 3; machine++) {
            String name = "machine" + machine;
            assertThat(folds.get(machine).cut())
                    .hasSize(30)
                    .allMatch(film -> film.file().path().startsWith(name));
            assertThat(folds.get(machine).rest())
                    .hasSize(60)
                    .noneMatch(film -> film.file().path().startsWith(name));
        }
    }

    @Test
    void aPatientOfALeftOutGroupIsNotTrainedOn() {
        List<Film> films = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            films.add(film("p" + i / 4, i / 4 % 2 == 0, i % 2));
        }
        PatientSplit.Parts fold =
                AcquisitionGroups.folds(films, 2, new PatientSplit(films, 1)).get(0);
        assertThat(fold.cut()).hasSize(20);
        assertThat(fold.rest()).isEmpty();
    }

    @Test
    void moreGroupsThanFilmsAreRefused() {
        List<Film> films = List.of(film("a", true, 0), film("b", false, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AcquisitionGroups.folds(films, 2, new PatientSplit(films, 1)))
                .withMessageContaining("1 films make no 2 groups");
    }

    private static Film film(String patient, boolean pneumonia, int machine) {
        SplittableRandom random = new SplittableRandom(patient.hashCode());
        float[] pixels = new float[32 * 32];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (0.3 + 0.1 * machine + 0.05 * Math.pow(3, machine) / 3 * random.nextDouble());
        }
        Path path = Path.of("machine" + machine, patient);
        return new Film(new LabelledFile(path, pneumonia, patient), patient + machine, new GreyImage(32, 32, pixels));
    }
}
