package org.xraystream.training.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Finding;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.metrics.Decided;

/** Answers of models that were never trained, for films that were never taken. */
final class Answers {
    static final int ROUNDS = 400;

    private Answers() {}

    /** Patients of both classes in turn, a film each, whom the champion tells apart well; half of each are "odd". */
    static List<PairedAnswer> of(int patients, DoubleUnaryOperator candidateOfOddPneumonia) {
        Random random = new Random(7);
        List<PairedAnswer> answers = new ArrayList<>();
        for (int i = 0; i < patients; i++) {
            boolean positive = i % 2 == 0;
            boolean odd = i % 4 < 2;
            double probability = positive ? 0.55 + 0.4 * random.nextDouble() : 0.45 * random.nextDouble();
            double candidate = positive && odd ? candidateOfOddPneumonia.applyAsDouble(probability) : probability;
            answers.add(new PairedAnswer(
                    film("p" + i, odd ? "odd" : "even", positive, "film" + i),
                    answer(positive, probability),
                    answer(positive, candidate)));
        }
        return answers;
    }

    static PairedAnswers paired(List<PairedAnswer> answers) {
        return new PairedAnswers(answers, 1, ROUNDS);
    }

    /** The group that {@link #of} gave a film. */
    static FilmGroups oddAndEven() {
        return film -> List.of(film.file().path().getParent().toString());
    }

    static Film film(String patient, String folder, boolean positive, String content) {
        LabelledFile file = new LabelledFile(Path.of(folder, content), positive, patient);
        return new Film(file, content, image(content.hashCode()));
    }

    private static GreyImage image(long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[64];
        IntStream.range(0, pixels.length).forEach(i -> pixels[i] = random.nextFloat());
        return new GreyImage(8, 8, pixels);
    }

    /** Decided at a half. */
    static Answer answer(boolean positive, double probability) {
        return answer(positive, probability, probability >= 0.5 ? Finding.PNEUMONIA : Finding.NORMAL);
    }

    static Answer answer(boolean positive, double probability, Finding finding) {
        return new Answer(new Decided(positive, probability, finding), probability >= 0.5, finding == Finding.REJECTED);
    }
}
