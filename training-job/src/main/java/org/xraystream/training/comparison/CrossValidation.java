package org.xraystream.training.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;

/** Compares the experiments of a table by cross-validation. */
public final class CrossValidation {
    private final ExperimentTable table;
    private final Path data;
    private final BackboneFile backbone;

    /**
     * A comparison.
     *
     * @param data folder that film names are given from
     * @param backbone where pretrained weights are
     */
    public CrossValidation(ExperimentTable table, Path data, BackboneFile backbone) {
        this.table = table;
        this.data = data;
        this.backbone = backbone;
    }

    /** The files of so many patients, drawn by the table's seed, as the table's number of films allows. */
    public List<LabelledFile> sample(List<LabelledFile> files) {
        if (table.films() == 0 || files.size() <= table.films()) {
            return files;
        }
        List<String> patients = new ArrayList<>(
                files.stream().map(LabelledFile::patient).sorted().distinct().toList());
        Collections.shuffle(patients, new Random(table.seed()));
        Set<String> drawn = new HashSet<>();
        long films = 0;
        for (String patient : patients) {
            films += files.stream()
                    .filter(file -> file.patient().equals(patient))
                    .count();
            if (films > table.films()) {
                break;
            }
            drawn.add(patient);
        }
        return files.stream().filter(file -> drawn.contains(file.patient())).toList();
    }

    /**
     * Trains and scores what no former run did, and compares.
     *
     * @param films of which no patient is to be on two sides
     * @param folder where results of finished folds are kept
     * @throws CommandException if the films are too few
     * @throws IOException if a result cannot be kept
     */
    public Comparison run(List<Film> films, Path folder, ComparisonListener listener)
            throws CommandException, IOException {
        List<Fold> folds = Fold.of(films, table.folds(), table.seed());
        List<ExperimentResult> results = new ComparisonRun(
                        table,
                        folds,
                        new NetworkTrainer(data, backbone, table.perturbations()),
                        new ResultStore(folder),
                        listener,
                        () -> System.nanoTime() / 1e9)
                .run();
        return Comparison.of(setting(films, results), results);
    }

    private Comparison.Setting setting(List<Film> films, List<ExperimentResult> results) {
        return new Comparison.Setting(
                table.title(),
                films.size(),
                (int) films.stream()
                        .map(film -> film.file().patient())
                        .distinct()
                        .count(),
                table.folds(),
                table.minutes(),
                results.stream()
                                .flatMap(result -> result.folds().stream())
                                .distinct()
                                .mapToDouble(FoldResult::seconds)
                                .sum()
                        / 60,
                table.perturbations().stream()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
