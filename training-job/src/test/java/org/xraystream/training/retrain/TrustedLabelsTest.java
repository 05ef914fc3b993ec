package org.xraystream.training.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;

final class TrustedLabelsTest {
    private static final GreyImage DARK = new GreyImage(1, 1, new float[1]);

    @Test
    void whereMostFilmsArePneumoniasTheReadersNormalsAreNotChosenOn() {
        List<Film> base = films("base", 40, 40);
        List<Film> blind = films("blind", 5, 60);

        assertThat(TrustedLabels.of(base, blind)).hasSize(40 + 40 + 60).containsAll(films(blind, true));
    }

    @Test
    void whereMostFilmsAreNormalTheReadersPneumoniasAreNotChosenOn() {
        List<Film> base = films("base", 40, 40);
        List<Film> blind = films("blind", 60, 5);

        assertThat(TrustedLabels.of(base, blind)).hasSize(40 + 40 + 60).containsAll(films(blind, false));
    }

    @Test
    void aFewWrongLabelsAmongManyAreBorne() {
        List<Film> base = films("base", 40, 40);
        List<Film> blind = films("blind", 15, 15);

        assertThat(TrustedLabels.of(base, blind)).hasSize(40 + 40 + 30);
    }

    @Test
    void whereTheBaseHasTooFewPatientsForABandEveryLabelIsTaken() {
        List<Film> base = films("base", 32, 40);
        List<Film> blind = films("blind", 5, 60);

        assertThat(TrustedLabels.of(base, blind)).hasSize(32 + 40 + 5 + 60);
        assertThat(TrustedLabels.of(List.of(), blind)).isEqualTo(blind);
    }

    private static List<Film> films(List<Film> films, boolean pneumonia) {
        return films.stream()
                .filter(film -> film.file().pneumonia() == pneumonia)
                .toList();
    }

    /** Each of another patient, the normal ones first. */
    private static List<Film> films(String name, int normal, int pneumonia) {
        return Stream.concat(
                        IntStream.range(0, normal).mapToObj(i -> film(name + "-normal-" + i, false)),
                        IntStream.range(0, pneumonia).mapToObj(i -> film(name + "-pneumonia-" + i, true)))
                .toList();
    }

    private static Film film(String patient, boolean pneumonia) {
        return new Film(new LabelledFile(Path.of(patient), pneumonia, patient), patient, DARK);
    }
}
