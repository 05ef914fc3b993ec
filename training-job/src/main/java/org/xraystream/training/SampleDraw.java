package org.xraystream.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.xraystream.command.CommandException;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.model.Classifier;
import org.xraystream.model.Decision;
import org.xraystream.model.Finding;
import org.xraystream.model.Reading;
import org.xraystream.training.data.JpegFilm;
import org.xraystream.training.synthesis.FilmFinish;
import org.xraystream.training.synthesis.FilmStatistics;
import org.xraystream.training.synthesis.Resemblance;

/** Draws films of one class until enough are read as that class, and are nobody's film. */
final class SampleDraw {
    private static final int MOST_DRAWS_PER_SAMPLE = 50;
    private static final float JPEG_QUALITY = 0.88f;

    private final Finding label;
    private final FilmStatistics statistics;
    private final Resemblance resemblance;
    private final double bound;
    private final Classifier classifier;
    private final Random random;
    private final List<SynthesisReport.Sample> samples = new ArrayList<>();
    private int drawn;
    private int readOtherwise;
    private int tooClose;

    /**
     * A draw.
     *
     * @param label NORMAL or PNEUMONIA
     * @param bound on the correlation with the nearest film
     * @param random the same gives the same samples
     */
    SampleDraw(
            Finding label,
            FilmStatistics statistics,
            Resemblance resemblance,
            double bound,
            Classifier classifier,
            Random random) {
        this.label = label;
        this.statistics = statistics;
        this.resemblance = resemblance;
        this.bound = bound;
        this.classifier = classifier;
        this.random = random;
    }

    /**
     * Writes samples as {@code NORMAL/synthetic-normal-01.jpeg} and so on.
     *
     * @param onSample told after each
     */
    void write(Path folder, int count, Runnable onSample) throws CommandException, IOException {
        while (samples.size() < count) {
            if (drawn == count * MOST_DRAWS_PER_SAMPLE) {
                throw CommandException.failed("Of " + drawn + " films drawn as " + label + ", the model read "
                        + readOtherwise + " as something else or without a margin and " + tooClose
                        + " resembled a film too much; use a better model, more films or another seed.");
            }
            if (drawInto(folder)) {
                onSample.run();
            }
        }
    }

    SynthesisReport.ClassDraws draws(int films, SynthesisReport.Correlations betweenPatients) {
        return new SynthesisReport.ClassDraws(label, films, betweenPatients, bound, drawn, readOtherwise, tooClose);
    }

    List<SynthesisReport.Sample> samples() {
        return List.copyOf(samples);
    }

    private boolean drawInto(Path folder) throws IOException {
        drawn++;
        byte[] jpeg = JpegFilm.encode(FilmFinish.finish(statistics.sample(random), random), JPEG_QUALITY);
        GreyImage film = decoded(jpeg);
        double nearest = resemblance.nearest(film);
        if (nearest > bound) {
            tooClose++;
            return false;
        }
        Reading reading = classifier.classify(List.of(film)).get(0);
        if (!isClear(reading)) {
            readOtherwise++;
            return false;
        }
        String name =
                "%s/synthetic-%s-%02d.jpeg".formatted(label, label.name().toLowerCase(Locale.ROOT), samples.size() + 1);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, jpeg);
        samples.add(new SynthesisReport.Sample(name, label, reading.probability(), reading.finding(), nearest));
        return true;
    }

    /** Read as its class, and at most half as far from certainty as the model asks for. */
    private boolean isClear(Reading reading) {
        Decision decision = classifier.decision();
        boolean margin = label == Finding.NORMAL
                ? reading.probability() <= decision.uncertainLow() / 2
                : reading.probability() >= (1 + decision.uncertainHigh()) / 2;
        return margin && reading.finding() == label;
    }

    private static GreyImage decoded(byte[] jpeg) {
        try {
            return RadiographDecoder.decode(jpeg);
        } catch (InvalidImageException e) {
            throw new IllegalStateException("A film that was just encoded cannot be decoded.", e);
        }
    }
}
