package org.xraystream.training.retrain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.Side;
import org.xraystream.training.fit.FilmWeights;

/**
 * The films of a run, each on the side of its patient.
 *
 * @param training to fit to
 * @param weights of the training films; those of the base data count 1
 * @param validation to stop on, and to fit the population to
 * @param trusted those of validation to choose calibration and decision on
 * @param gate to judge on
 * @param counts of where they came from
 */
record TrainingSet(
        List<Film> training,
        FilmWeights weights,
        List<Film> validation,
        List<Film> trusted,
        GateFilms gate,
        Counts counts) {
    /**
     * Where the films came from.
     *
     * @param base films of the base data to fit to
     * @param blind films to fit to whose label was given blind
     * @param seen films to fit to whose reader had seen the model's result
     * @param validationBlind films to choose on whose label was given blind
     * @param gold films of the frozen set
     * @param gateBlind films to judge on whose label was given blind
     * @param missing labels whose image could not be had
     * @param inBase labels of films that the base data has too
     */
    record Counts(
            int base, int blind, int seen, int validationBlind, int gold, int gateBlind, int missing, int inBase) {}

    static TrainingSet of(BaseData base, LabelledFilms labelled) {
        Map<Side, List<Film>> blind = new HashMap<>();
        List<Film> seen = new ArrayList<>();
        Map<String, Double> weights = new HashMap<>();
        for (LabelledFilms.Labelled item : labelled.films()) {
            Side side = Side.of(item.label().patient());
            if (side == Side.TRAINING) {
                weights.put(item.film().sha256(), item.label().weight());
            }
            (item.label().blind() ? blind.computeIfAbsent(side, any -> new ArrayList<>()) : seen).add(item.film());
        }
        List<Film> blindTraining = blind.getOrDefault(Side.TRAINING, List.of());
        List<Film> blindValidation = blind.getOrDefault(Side.VALIDATION, List.of());
        List<Film> blindGate = blind.getOrDefault(Side.GATE, List.of());
        List<Film> gold = base.on(Side.GATE);
        return new TrainingSet(
                joined(Stream.of(base.on(Side.TRAINING), blindTraining, seen)),
                new FilmWeights(weights),
                joined(Stream.of(base.on(Side.VALIDATION), blindValidation)),
                TrustedLabels.of(base.on(Side.VALIDATION), blindValidation),
                gold.isEmpty() ? new GateFilms(blindGate, List.of()) : new GateFilms(gold, blindGate),
                new Counts(
                        base.on(Side.TRAINING).size(),
                        blindTraining.size(),
                        seen.size(),
                        blindValidation.size(),
                        gold.size(),
                        blindGate.size(),
                        labelled.missing(),
                        labelled.inBase()));
    }

    private static List<Film> joined(Stream<List<Film>> parts) {
        return parts.flatMap(List::stream).toList();
    }

    /** Refuses a set that nothing can be learnt, chosen or judged on. */
    void check() throws CommandException {
        check("training", training);
        check("validation", validation);
        check("gate", gate.gold());
    }

    private static void check(String side, List<Film> films) throws CommandException {
        if (Dataset.count(films, false) == 0 || Dataset.count(films, true) == 0) {
            throw CommandException.failed("The " + side + " side has " + Dataset.count(films, false)
                    + " normal films and " + Dataset.count(films, true)
                    + " with pneumonia; both are needed: name base data with --data, or wait for more blind labels.");
        }
    }
}
