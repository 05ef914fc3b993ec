package org.xraystream.training.robustness;

import java.util.List;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.AcquisitionStatistics;
import org.xraystream.model.Calibration;
import org.xraystream.model.Decision;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Auroc;
import org.xraystream.training.metrics.Calibrator;
import org.xraystream.training.metrics.Scored;

/**
 * How far one gets with the sharpness of a film alone, which says how it was taken and nothing of the lungs: a rule of
 * one feature, fitted to training films and judged as a model is. Where it does well, a network may be doing the same.
 * A variant changes all films alike and takes little of the rule's order away; pooled over the suite it must tell a
 * blurred normal film from a sharpened one with pneumonia, and a network that leaves it behind there sees something
 * else.
 */
public final class SharpnessShortcut {
    private SharpnessShortcut() {}

    /**
     * The figures of the rule, decided at even odds.
     *
     * @param training of both classes; fitted to, as they are
     * @param heldOut judged on
     */
    public static RobustnessReport report(List<Film> training, List<Film> heldOut) {
        List<Scored> fitted = scores(training, 1);
        int sign = Auroc.of(fitted).value() < 0.5 ? -1 : 1;
        Calibration calibration = Calibrator.fit(scores(training, sign));
        SuiteScores scores = SuiteScores.of(
                heldOut,
                change -> heldOut.parallelStream()
                        .map(film -> scored(film, change.apply(film.image()), sign))
                        .toList(),
                () -> {});
        Decision decision = Decision.evenOdds();
        return RobustnessReport.of(scores.calibrated(calibration), decision);
    }

    private static List<Scored> scores(List<Film> films, int sign) {
        return films.parallelStream()
                .map(film -> scored(film, film.image(), sign))
                .toList();
    }

    private static Scored scored(Film film, GreyImage image, int sign) {
        return new Scored(
                film.file().pneumonia(),
                sign * AcquisitionStatistics.of(image, 1).logSharpness());
    }
}
