package org.xraystream.benchmarks.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;

final class CohortsTest {
    /** 200 patients with three films each; every fifth has one of the subgroup. */
    private static final List<Film> FILMS = IntStream.range(0, 600)
            .mapToObj(i -> film(i / 3, i % 3 == 0 && (i / 3) % 5 == 0 ? "virus" : "bacteria", i))
            .toList();

    @Test
    void noPatientIsInTwo() {
        Cohorts cohorts = Cohorts.of(FILMS, CohortsTest::isLacking, 1);

        assertThat(patients(cohorts.base())).isNotEmpty().doesNotContainAnyElementsOf(patients(cohorts.stream()));
        assertThat(patients(cohorts.exam()))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(patients(cohorts.base()))
                .doesNotContainAnyElementsOf(patients(cohorts.stream()));
        assertThat(cohorts.base().size()
                        + cohorts.stream().size()
                        + cohorts.exam().size())
                .isEqualTo(FILMS.size());
    }

    @Test
    void theBaseLacksTheSubgroupAndTheOthersHaveIt() {
        Cohorts cohorts = Cohorts.of(FILMS, CohortsTest::isLacking, 1);

        assertThat(cohorts.base()).noneMatch(CohortsTest::isLacking);
        assertThat(cohorts.stream()).anyMatch(CohortsTest::isLacking);
        assertThat(cohorts.exam()).anyMatch(CohortsTest::isLacking);
    }

    @Test
    void theSameSeedGivesTheSameCohorts() {
        assertThat(Cohorts.of(FILMS, CohortsTest::isLacking, 3))
                .isEqualTo(Cohorts.of(FILMS, CohortsTest::isLacking, 3));
        assertThat(Cohorts.of(FILMS, CohortsTest::isLacking, 3))
                .isNotEqualTo(Cohorts.of(FILMS, CohortsTest::isLacking, 4));
    }

    private static boolean isLacking(Film film) {
        return film.file().path().toString().contains("_virus_");
    }

    private static Set<String> patients(List<Film> films) {
        return films.stream().map(film -> film.file().patient()).collect(Collectors.toSet());
    }

    private static Film film(int patient, String kind, int number) {
        Path path = Path.of("person" + patient + "_" + kind + "_" + number + ".jpeg");
        return new Film(
                new LabelledFile(path, true, "person" + patient), "sha-" + number, new GreyImage(1, 1, new float[] {0
                }));
    }
}
