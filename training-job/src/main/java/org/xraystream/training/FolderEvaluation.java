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
import org.xraystream.training.data.LabelConflicts;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.Prefetch;
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
    private final LabelConflicts conflicts = new LabelConflicts();

    FolderEvaluation(Classifier classifier, Path folder) {
        this.classifier = classifier;
        this.folder = folder;
    }

    /**
     * Reads the files, decoding ahead of the network, so that a folder of any size fits in memory.
     *
     * @param onFile told after every file, from any thread
     * @throws CommandException if no file can be read, or an image is in both classes
     */
    EvaluationReport run(List<LabelledFile> files, Runnable onFile) throws CommandException {
        long start = System.nanoTime();
        Prefetch.<LabelledFile, Item>inBatches(
                files,
                BATCH,
                file -> {
                    Item item = item(FilmReader.read(file));
                    onFile.run();
                    return item;
                },
                this::read);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (decided.isEmpty()) {
            throw CommandException.failed("None of the " + files.size() + " files in " + folder
                    + " is an image that can be read, the first because: "
                    + unreadable.get(0).reason());
        }
        conflicts.check();
        Evaluation evaluation = Evaluation.of(decided, classifier.decision());
        return EvaluationReport.of(classifier.identity(), evaluation, files.size() / seconds, perImage, unreadable);
    }

    /** What is made of a file ahead of the network; the second is null if the file cannot be read. */
    private record Item(FilmReader.Outcome outcome, Classifier.Prepared prepared) {}

    private Item item(FilmReader.Outcome outcome) {
        return new Item(
                outcome,
                outcome instanceof FilmReader.Read read
                        ? classifier.prepare(read.film().image())
                        : null);
    }

    private void read(List<Item> items) {
        List<Film> films = new ArrayList<>();
        List<Classifier.Prepared> prepared = new ArrayList<>();
        for (Item item : items) {
            if (item.outcome() instanceof FilmReader.Read read) {
                films.add(read.film());
                prepared.add(item.prepared());
                conflicts.add(read.film());
            } else if (item.outcome() instanceof FilmReader.Unreadable problem) {
                unreadable.add(new UnreadableFile(name(problem.file()), problem.reason()));
            }
        }
        List<Reading> readings = classifier.read(prepared);
        for (int i = 0; i < readings.size(); i++) {
            add(films.get(i).file(), readings.get(i));
        }
    }

    private void add(LabelledFile file, Reading reading) {
        perImage.add(PerImage.of(name(file), file.pneumonia(), reading));
        decided.add(new Decided(file.pneumonia(), reading.probability(), reading.finding()));
    }

    private String name(LabelledFile file) {
        return folder.relativize(file.path()).toString().replace('\\', '/');
    }
}
