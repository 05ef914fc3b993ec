package org.xraystream.training;

import java.util.Locale;
import java.util.stream.Collectors;

/** What is written beside synthetic samples, for people. */
final class SamplesReadme {
    private SamplesReadme() {}

    static String of(SynthesisReport report, String source) {
        return """
                # Synthetic sample radiographs

                **Synthetic; no patient's picture; not for diagnostic use.** Made by `training-job synthesize`; each has the \
                word SYNTHETIC in its lower right corner.

                ## How they were made

                For each class, films of different patients are laid over their common mean by smooth deformations, so \
                that shape and grey levels can be told apart. A sample is the mean, plus %d principal components of the \
                grey levels and %d of the shape with random coefficients (Gaussian, %s and %s of the standard deviations \
                that were measured), plus noise that has the strength of the remaining detail in each octave and place \
                (times %s). It is then enlarged, sharpened, given grain and stored as JPEG. Seed %d.

                ## What they prove of the model: nothing

                A draw was kept only if %s %s read it as its class with a margin: these films were selected by \
                the model, so that it reads them as expected says nothing of how good it is.

                %s
                ## That they are nobody's film

                The correlation of a film with the nearest other film of its class, the class mean taken away from both, at \
                56 × 56 pixels: 1 is a copy. Half of the patients have a film that correlates with another patient's by \
                more than the median below; a draw was kept only if it correlates with every film of its class by less.

                %s
                ## The samples

                %s
                ## Source and licence of the films that the statistics are of

                %s
                """.formatted(
                        report.spread().appearanceComponents(),
                        report.spread().shapeComponents(),
                        number(report.spread().appearance()),
                        number(report.spread().shape()),
                        number(report.spread().texture()),
                        report.seed(),
                        report.modelId(),
                        report.modelVersion(),
                        draws(report),
                        correlations(report),
                        samples(report),
                        source);
    }

    private static String draws(SynthesisReport report) {
        return "| class | films in the statistics | drawn | read otherwise | too close to a film |\n|---|---|---|---|---|\n"
                + report.classes().stream()
                        .map(draws -> "| %s | %d | %d | %d | %d |%n"
                                .formatted(
                                        draws.label(),
                                        draws.films(),
                                        draws.drawn(),
                                        draws.readOtherwise(),
                                        draws.tooClose()))
                        .collect(Collectors.joining());
    }

    private static String correlations(SynthesisReport report) {
        return "| class | between patients: 5 % | median, which is the bound | 95 % | films probed |\n|---|---|---|---|---|\n"
                + report.classes().stream()
                        .map(draws -> "| %s | %s | %s | %s | %d |%n"
                                .formatted(
                                        draws.label(),
                                        number(draws.betweenPatients().low()),
                                        number(draws.betweenPatients().median()),
                                        number(draws.betweenPatients().high()),
                                        draws.betweenPatients().films()))
                        .collect(Collectors.joining());
    }

    private static String samples(SynthesisReport report) {
        return "| file | probability of pneumonia | correlation with the nearest film |\n|---|---|---|\n"
                + report.samples().stream()
                        .map(sample -> "| `%s` | %s | %s |%n"
                                .formatted(sample.file(), number(sample.probability()), number(sample.nearestFilm())))
                        .collect(Collectors.joining());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
