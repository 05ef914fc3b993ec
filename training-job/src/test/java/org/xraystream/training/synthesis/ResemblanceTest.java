package org.xraystream.training.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;

final class ResemblanceTest {
    private static final int SIDE = 56;
    private static final int FILMS = 30;

    private final List<GreyImage> films = films(new Random(1));

    @Test
    void aCopyIsFoundAtAnyBrightnessAndContrast() {
        Resemblance resemblance = Resemblance.to(outlines(FILMS));
        float[] copy = films.get(4).pixels().clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = 0.1f + 0.6f * copy[i];
        }
        assertThat(resemblance.nearest(new GreyImage(SIDE, SIDE, copy))).isCloseTo(1, within(1e-4));
        assertThat(resemblance.nearest(films(new Random(2)).get(0))).isLessThan(0.5);
    }

    @Test
    void betweenPatientsFilmsOfTheSamePatientDoNotCount() {
        List<Resemblance.Outline> twice = new ArrayList<>(outlines(FILMS));
        twice.addAll(outlines(FILMS));
        List<Double> between = Resemblance.to(twice).betweenPatients(100, new Random(1));
        assertThat(between).hasSize(2 * FILMS).isSorted().allMatch(correlation -> correlation < 0.5);
    }

    @Test
    void onePatientAloneResemblesNobody() {
        List<Resemblance.Outline> alone = List.of(Resemblance.Outline.of("a", films.get(0)));
        assertThat(Resemblance.to(alone).betweenPatients(10, new Random(1))).isEmpty();
    }

    private List<Resemblance.Outline> outlines(int count) {
        List<Resemblance.Outline> outlines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outlines.add(Resemblance.Outline.of("patient" + i, films.get(i)));
        }
        return outlines;
    }

    private static List<GreyImage> films(Random random) {
        List<GreyImage> films = new ArrayList<>();
        for (int film = 0; film < FILMS; film++) {
            float[] pixels = new float[SIDE * SIDE];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = random.nextFloat();
            }
            films.add(new GreyImage(SIDE, SIDE, pixels));
        }
        return films;
    }
}
