package org.xraystream.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xraystream.model.Decision;

final class OperatingPointTest {
    @Test
    void theThresholdKeepsTheSensitivity() {
        List<Grouped> probabilities = IntStream.range(0, 1000)
                .mapToObj(i -> new Grouped("p" + i, i % 2 == 0, (i % 2 == 0 ? 0.3 : 0.05) + 0.65 * i / 1000.0))
                .toList();
        double threshold = OperatingPoint.choose(probabilities, 0.9, 0.05).threshold();
        long found = probabilities.stream()
                .filter(film -> film.positive() && film.score() >= threshold)
                .count();
        assertThat(found / 500.0).isBetween(0.9, 0.91);
    }

    @Test
    void theBandIsThatOfTheConformalQuantiles() {
        // 39 patients a class: each weighs 1/40, as does the one to come; alpha of 3/40 leaves room for two
        List<Grouped> probabilities = new ArrayList<>();
        for (int i = 0; i < 39; i++) {
            probabilities.add(new Grouped("a" + i, true, 0.4 + 0.01 * i));
            probabilities.add(new Grouped("b" + i, false, 0.2 + 0.01 * i));
        }
        assertThat(ConformalBand.low(probabilities, 3 / 40.0 + 1e-9)).isCloseTo(0.42, within(1e-9));
        assertThat(ConformalBand.high(probabilities, 3 / 40.0 + 1e-9)).isCloseTo(0.56, within(1e-9));
        Decision decision = OperatingPoint.choose(probabilities, 0.95, 3 / 40.0 + 1e-9);
        assertThat(decision.uncertainLow()).isEqualTo(decision.threshold()).isCloseTo(0.41, within(1e-9));
        assertThat(decision.guarantee().statement()).contains("39 validation patients with pneumonia");
    }

    @Test
    void tooFewPatientsDecideNothing() {
        List<Grouped> probabilities = IntStream.range(0, 200)
                .mapToObj(i -> new Grouped("p" + i % 20, i % 2 == 0, i / 200.0))
                .toList();
        Decision decision = OperatingPoint.choose(probabilities, 0.95, 0.05);
        assertThat(decision.uncertainLow()).isZero();
        assertThat(decision.uncertainHigh()).isEqualTo(1);
    }

    /** Films of one patient are alike, and patients have many or few: what treats films as independent fails here. */
    @Test
    void newPatientsAreDecidedWrongNoMoreOftenThanAlpha() {
        Random random = new Random(1);
        double alpha = 0.1;
        double missed = 0;
        double alarmed = 0;
        int trials = 300;
        for (int trial = 0; trial < trials; trial++) {
            List<Grouped> known = new ArrayList<>();
            for (int patient = 0; patient < 60; patient++) {
                known.addAll(patient(random, "p" + patient, patient % 2 == 0));
            }
            double low = ConformalBand.low(known, alpha);
            double high = ConformalBand.high(known, alpha);
            for (int patient = 0; patient < 50; patient++) {
                missed += share(patient(random, "new", true), 0, low) / 50 / trials;
                alarmed += share(patient(random, "new", false), high, 1.1) / 50 / trials;
            }
        }
        // expected: between alpha - 1 / 31 and alpha
        assertThat(missed).isBetween(0.05, alpha + 0.005);
        assertThat(alarmed).isBetween(0.05, alpha + 0.005);
    }

    private static List<Grouped> patient(Random random, String name, boolean positive) {
        double own = random.nextGaussian() + (positive ? 1 : -1);
        return IntStream.range(0, random.nextInt(10) == 0 ? 40 : 2)
                .mapToObj(i -> new Grouped(name, positive, 1 / (1 + Math.exp(-own - 0.3 * random.nextGaussian()))))
                .toList();
    }

    private static double share(List<Grouped> films, double from, double to) {
        return films.stream()
                        .filter(film -> film.score() >= from && film.score() < to)
                        .count()
                / (double) films.size();
    }

    @Test
    void filmsThatCannotBeToldApartStillHaveAThreshold() {
        for (double same : new double[] {0, 1e-300, 0.1, 0.3, 0.7, 0.9999999999999999, 1}) {
            List<Grouped> probabilities = IntStream.range(0, 40)
                    .mapToObj(i -> new Grouped("p" + i, i % 2 == 0, same))
                    .toList();
            assertThat(OperatingPoint.choose(probabilities, 0.95, 0.06).threshold())
                    .isEqualTo(same);
        }
    }
}
