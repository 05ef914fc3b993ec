package org.xraystream.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.xraystream.command.CommandException;
import org.xraystream.model.Classifier;
import org.xraystream.model.Reading;
import org.xraystream.training.EvaluationReport.PerImage;
import org.xraystream.training.EvaluationReport.UnreadableFile;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.FilmReader;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.metrics.Evaluation;

/** Reads the films of a folder with a model, as the service would, and compares with the labels. */
final class FolderEvaluation {
    private static final int BATCH = 16;

    private final Classifier classifier;
    private final Path folder;
    private final List<PerImage> perImage = new ArrayList<>();
    private final List<Decided> decided = new ArrayList<>();
    private final List<UnreadableFile> unreadable = new ArrayList<>();

    FolderEvaluation(Classifier classifier, Path folder) {
        this.classifier = classifier;
        this.folder = folder;
    }

    /**
     * Reads the files, a batch at a time, so that a folder of any size fits in memory.
     *
     * @param onFile told after every file, from any thread
     */
    EvaluationReport run(List<LabelledFile> files, Runnable onFile) throws CommandException {
        for (int start = 0; start < files.size(); start += BATCH) {
            read(files.subList(start, Math.min(files.size(), start + BATCH)), onFile);
        }
        if (decided.isEmpty()) {
            throw CommandException.failed("None of the " + files.size() + " files in " + folder
                    + " is an image that can be read, the first because: "
                    + unreadable.get(0).reason());
        }
        Evaluation evaluation = Evaluation.of(decided, classifier.decision());
        return EvaluationReport.of(classifier.identity(), evaluation, perImage, unreadable);
    }

    private void read(List<LabelledFile> files, Runnable onFile) {
        FilmReader.Result result = FilmReader.read(files, onFile);
        for (FilmReader.Unreadable problem : result.unreadable()) {
            unreadable.add(new UnreadableFile(name(problem.file()), problem.reason()));
        }
        List<Reading> readings =
                classifier.classify(result.films().stream().map(Film::image).toList());
        for (int i = 0; i < readings.size(); i++) {
            add(result.films().get(i).file(), readings.get(i));
        }
    }

    private void add(LabelledFile file, Reading reading) {
        perImage.add(
                PerImage.of(name(file), file.pneumonia(), reading.probability(), reading.finding(), reading.reason()));
        decided.add(new Decided(file.pneumonia(), reading.probability(), reading.finding()));
    }

    private String name(LabelledFile file) {
        return folder.relativize(file.path()).toString().replace('\\', '/');
    }
}
