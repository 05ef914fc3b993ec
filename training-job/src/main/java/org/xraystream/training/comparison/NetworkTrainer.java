package org.xraystream.training.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xraystream.command.CommandException;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.Phase;
import org.xraystream.training.fit.DivergedException;
import org.xraystream.training.fit.WeightFitting;
import org.xraystream.training.metrics.Scored;
import org.xraystream.training.robustness.Perturbation;
import org.xraystream.training.robustness.Scoring;
import org.xraystream.training.robustness.Strength;
import org.xraystream.training.robustness.Variant;

/** Trains real networks. */
final class NetworkTrainer implements FoldTrainer {
    private static final int PROBED_STEPS = 8;
    private static final int PROBED_VALIDATION = 2;
    /** A forward pass takes about this share of a training step. */
    private static final double FORWARD_SHARE = 0.4;

    private final Path data;
    private final BackboneFile backbone;
    private final List<Variant> variants;
    private boolean warm;

    /**
     * A trainer.
     *
     * @param data folder that film names are given from
     * @param backbone where pretrained weights are
     * @param perturbations under which films are scored, at moderate strength
     */
    NetworkTrainer(Path data, BackboneFile backbone, List<Perturbation> perturbations) {
        this.data = data;
        this.backbone = backbone;
        this.variants = perturbations.stream()
                .map(kind -> new Variant(kind, Strength.MODERATE))
                .toList();
    }

    @Override
    public Cost probe(Experiment experiment, Fold fold) throws CommandException, DivergedException, IOException {
        Experiment probed = experiment.withPhases(
                experiment.phases().stream().map(phase -> phase.withEpochs(1)).toList());
        if (!warm) {
            // the first steps of all are slow while Java compiles what they run
            steps(probed, fold);
            warm = true;
        }
        StepTimes times = steps(probed, fold);
        List<Phase> phases = probed.phases();
        double films =
                fold.training().size() + FORWARD_SHARE * fold.validation().size();
        List<Double> secondsPerEpoch = IntStream.range(0, phases.size())
                .mapToObj(phase -> times.secondsPerStep(phase) / experiment.batchSize() * films)
                .toList();
        double scored = (1.0 + variants.size()) * fold.scored().size();
        double slowest = IntStream.range(0, phases.size())
                .mapToDouble(times::secondsPerStep)
                .max()
                .orElseThrow();
        return new Cost(secondsPerEpoch, FORWARD_SHARE * scored * slowest / experiment.batchSize());
    }

    private StepTimes steps(Experiment experiment, Fold fold) throws CommandException, DivergedException, IOException {
        StepTimes times = new StepTimes();
        new WeightFitting(
                        experiment,
                        backbone.of(experiment),
                        some(fold.training(), PROBED_STEPS * experiment.batchSize()),
                        some(fold.validation(), 2 * PROBED_VALIDATION))
                .run(times);
        return times;
    }

    /** Of both classes, half of each if there are enough. */
    private static List<Film> some(List<Film> films, int count) {
        return Stream.of(false, true)
                .flatMap(pneumonia -> films.stream()
                        .filter(film -> film.file().pneumonia() == pneumonia)
                        .limit((count + 1) / 2))
                .toList();
    }

    @Override
    public FoldResult train(Experiment experiment, Fold fold, String key)
            throws CommandException, DivergedException, ModelPackageException, IOException {
        long start = System.nanoTime();
        StepTimes times = new StepTimes();
        WeightFitting.Fitted fitted =
                new WeightFitting(experiment, backbone.of(experiment), fold.training(), fold.validation()).run(times);
        Preprocessing preprocessing = Preprocessing.square(experiment.input().size());
        try (Network network = Network.load(experiment.network(), preprocessing, fitted.weights())) {
            List<FilmAnswer> films = answers(network, preprocessing, fold.scored());
            return new FoldResult(
                    key,
                    fold.number(),
                    experiment.epochs(),
                    fitted.epochs(),
                    network.parameters(),
                    times.filmsPerSecond(),
                    (System.nanoTime() - start) / 1e9,
                    variants.stream()
                            .map(variant -> variant.perturbation().name().toLowerCase(Locale.ROOT))
                            .toList(),
                    films);
        }
    }

    private List<FilmAnswer> answers(Network network, Preprocessing preprocessing, List<Film> films) {
        List<Scored> plain = Scoring.logits(network, preprocessing, films, UnaryOperator.identity());
        List<List<Scored>> perturbed = variants.stream()
                .map(variant -> Scoring.logits(network, preprocessing, films, variant::apply))
                .toList();
        List<FilmAnswer> answers = new ArrayList<>();
        for (int i = 0; i < films.size(); i++) {
            int film = i;
            answers.add(new FilmAnswer(
                    FilmAnswer.name(data, films.get(i)),
                    films.get(i).file().patient(),
                    films.get(i).file().pneumonia(),
                    plain.get(i).score(),
                    perturbed.stream().map(scores -> scores.get(film).score()).toList()));
        }
        return List.copyOf(answers);
    }
}
