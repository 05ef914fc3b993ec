package org.xraystream.training.comparison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.command.JsonFile;
import org.xraystream.training.experiment.Experiment;

/**
 * Runs the experiments of a table: first each on the first fold, then each on the second and so on, so that whenever
 * the run ends all have been seen on the same films. Their epochs are cut so that they fit into the time budget. One
 * that fails is passed over from then on. Results of a former run on the same films count, with the time that they
 * took, and experiments that differ in nothing but their names are one.
 */
final class ComparisonRun {
    /** Goes up with what a result means, so that those of another making are not mixed in. */
    private static final int VERSION = 1;

    private final ExperimentTable table;
    private final List<Fold> folds;
    private final FoldTrainer trainer;
    private final ResultStore store;
    private final ComparisonListener listener;
    private final DoubleSupplier clock;
    private final String films;

    /** Of experiments that differ: the first of each kind, by its key. */
    private final Map<String, TableEntry> entries = new LinkedHashMap<>();

    private final Map<String, List<FoldResult>> results = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private final Map<String, Cost> costs = new HashMap<>();
    private double end;

    /**
     * A run.
     *
     * @param clock seconds since some moment
     */
    ComparisonRun(
            ExperimentTable table,
            List<Fold> folds,
            FoldTrainer trainer,
            ResultStore store,
            ComparisonListener listener,
            DoubleSupplier clock) {
        this.table = table;
        this.folds = folds;
        this.trainer = trainer;
        this.store = store;
        this.listener = listener;
        this.clock = clock;
        this.films = DigestUtils.sha256Hex(folds.stream()
                .flatMap(fold -> fold.scored().stream().map(film -> film.sha256() + fold.number()))
                .sorted()
                .collect(Collectors.joining()));
        table.entries().forEach(entry -> entries.putIfAbsent(key(entry), entry));
        entries.keySet().forEach(key -> results.put(key, new ArrayList<>()));
    }

    /** The results in the order of the table. */
    List<ExperimentResult> run() throws IOException {
        end = clock.getAsDouble() + 60 * table.minutes();
        listener.onPlan(entries.size() * folds.size());
        entries.keySet().forEach(this::recall);
        end -= results.values().stream()
                .flatMap(List::stream)
                .mapToDouble(FoldResult::seconds)
                .sum();
        entries.keySet().stream().filter(key -> open(key) > 0).forEach(this::probe);
        for (Fold fold : folds) {
            for (String key : entries.keySet()) {
                if (!isDone(key, fold) && !failures.containsKey(key)) {
                    train(key, fold);
                }
            }
        }
        return table.entries().stream().map(this::result).toList();
    }

    private void recall(String key) {
        folds.forEach(fold -> store.read(key, fold.number()).ifPresent(result -> add(key, result)));
    }

    private void add(String key, FoldResult result) {
        results.get(key).add(result);
        listener.onFold(entries.get(key), result);
    }

    private void probe(String key) {
        TableEntry entry = entries.get(key);
        listener.onProbe(entry);
        try {
            costs.put(key, trainer.probe(entry.experiment(), folds.get(0)));
        } catch (Exception e) {
            fail(key, e);
        }
    }

    private void train(String key, Fold fold) throws IOException {
        Cost cost = costs.get(key);
        double left = end - clock.getAsDouble();
        Experiment shortened = cost.cut(entries.get(key).experiment(), TimeBudget.level(left, needs()));
        if (cost.seconds(Collections.nCopies(shortened.phases().size(), 1)) > left) {
            fail(key, String.format(Locale.ROOT, "The %.3g minutes of the table were over.", table.minutes()));
            return;
        }
        listener.onStart(entries.get(key), fold.number(), shortened.epochs());
        FoldResult result;
        try {
            result = trainer.train(shortened, fold, key);
        } catch (Exception e) {
            fail(key, e);
            return;
        }
        // the next plan knows what it really took
        costs.put(key, cost.times(result.seconds() / cost.seconds(epochs(result, shortened))));
        store.write(result);
        add(key, result);
    }

    /** Seconds of each fold of each experiment that is still to be trained. */
    private List<Double> needs() {
        return entries.keySet().stream()
                .filter(key -> !failures.containsKey(key))
                .flatMap(key -> {
                    List<Integer> epochs = Cost.epochs(entries.get(key).experiment());
                    double need = costs.containsKey(key) ? costs.get(key).seconds(epochs) : 0;
                    return Collections.nCopies(open(key), need).stream();
                })
                .toList();
    }

    private static List<Integer> epochs(FoldResult result, Experiment experiment) {
        return IntStream.rangeClosed(1, experiment.phases().size())
                .mapToObj(phase -> (int) result.epochs().stream()
                        .filter(epoch -> epoch.phase() == phase)
                        .count())
                .toList();
    }

    private int open(String key) {
        return folds.size() - results.get(key).size();
    }

    private boolean isDone(String key, Fold fold) {
        return results.get(key).stream().anyMatch(result -> result.fold() == fold.number());
    }

    private void fail(String key, Exception e) {
        fail(key, e.getMessage() == null ? e.toString() : e.getMessage());
    }

    private void fail(String key, String reason) {
        failures.put(key, reason);
        listener.onFailure(entries.get(key), reason);
    }

    private String key(TableEntry entry) {
        Experiment unnamed = entry.experiment().withName("any");
        return DigestUtils.sha256Hex(
                VERSION + films + table.minutes() + table.perturbations() + JsonFile.tree(unnamed));
    }

    private ExperimentResult result(TableEntry entry) {
        String key = key(entry);
        return new ExperimentResult(
                entry.name(),
                entry.group(),
                entry.title(),
                entry.settings(),
                entry.experiment().epochs(),
                List.copyOf(results.get(key)),
                failures.get(key));
    }
}
