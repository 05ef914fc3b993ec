package org.xraystream.training.retrain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.training.choice.Choices;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.drift.ReferenceFilms;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.feedback.Feedback;
import org.xraystream.training.fit.DivergedException;
import org.xraystream.training.fit.Start;
import org.xraystream.training.fit.WeightFitting;
import org.xraystream.training.precision.PrecisionReport;

/** Trains a champion further: weights first, then calibration, decision and population anew. */
final class CandidateTraining {
    private static final String SPLIT_RULE =
            "by patient for ever, by hash of the pseudonym: 70 % training, 10 % validation, 20 % gate;"
                    + " copies of a film on one side";

    private final RunPlan plan;
    private final ModelPackage champion;
    private final TrainingSet films;
    private final Feedback.Counts corrections;

    CandidateTraining(RunPlan plan, ModelPackage champion, TrainingSet films, Feedback.Counts corrections) {
        this.plan = plan;
        this.champion = champion;
        this.films = films;
        this.corrections = corrections;
    }

    /**
     * The candidate; the same for the same plan and films.
     *
     * @param checkpoint see {@link WeightFitting#run(Path, org.xraystream.training.fit.TrainingListener)}
     */
    ModelPackage run(Path checkpoint, RetrainListener listener)
            throws CommandException, DivergedException, ModelPackageException, IOException {
        Experiment experiment = RetrainExperiment.kept(plan.experiment());
        listener.onStage(
                RetrainListener.Stage.TRAINING,
                "Training on " + films.training().size() + " films from the weights of "
                        + champion.manifest().version() + ".");
        WeightFitting.Fitted fitted = new WeightFitting(
                        experiment, new Start.Model(champion), films.weights(), films.training(), films.validation())
                .run(checkpoint, listener);
        listener.onStage(
                RetrainListener.Stage.CHOOSING,
                "Choosing calibration and threshold on " + films.trusted().size() + " films, population on "
                        + films.validation().size() + ".");
        Manifest before = champion.manifest();
        try (Network network = Network.load(before.architecture(), before.preprocessing(), fitted.weights())) {
            Choices choices = Choices.of(
                    network, before.preprocessing(), films.training(), films.validation(), films.trusted(), () -> {});
            byte[] weights = choices.population().addTo(fitted.weights());
            ModelPackage candidate = new ModelPackage(manifest(weights, choices), weights);
            Dataset judgedOn = judgedOn();
            return ReferenceFilms.addTo(PrecisionReport.addTo(candidate, judgedOn), judgedOn, () -> {});
        }
    }

    /** The films that drift is told from, and narrower precisions are judged on: those that it was not fitted to. */
    private Dataset judgedOn() {
        List<Film> held = new ArrayList<>(films.gate().gold());
        held.addAll(films.gate().blind());
        return new Dataset(films.training(), films.validation(), held, SPLIT_RULE);
    }

    private Manifest manifest(byte[] weights, Choices choices) {
        Manifest before = champion.manifest();
        return new Manifest(
                Manifest.FORMAT_VERSION,
                before.id(),
                plan.version(),
                Manifest.INTENDED_USE,
                plan.startedAt(),
                before.architecture(),
                before.preprocessing(),
                Manifest.CLASSES,
                choices.calibration(),
                choices.decision(),
                trainingData(),
                plan.experiment(),
                metrics(choices),
                DigestUtils.sha256Hex(weights));
    }

    private Manifest.TrainingData trainingData() {
        TrainingSet.Counts counts = films.counts();
        return new Manifest.TrainingData(
                SPLIT_RULE,
                Dataset.count(films.training(), false),
                Dataset.count(films.training(), true),
                films.validation().size(),
                films.gate().gold().size() + films.gate().blind().size(),
                counts.base() + " films of the base data, " + counts.blind() + " that readers labelled blind to the"
                        + " model's result and " + counts.seen() + " with it in view; trained further from "
                        + plan.champion().version() + ", which was made of: "
                        + champion.manifest().trainingData().source());
    }

    private ObjectNode metrics(Choices choices) {
        ObjectNode metrics = JsonNodeFactory.instance.objectNode();
        metrics.set("validation", JsonFile.tree(choices.validation()));
        ObjectNode retraining = metrics.putObject("retraining");
        retraining.put("run", plan.id());
        retraining.set("champion", JsonFile.tree(plan.champion()));
        retraining.set("logEnds", JsonFile.tree(plan.ends().offsets()));
        retraining.set("labelWeights", JsonFile.tree(plan.weights()));
        retraining.set("corrections", JsonFile.tree(corrections));
        retraining.set("films", JsonFile.tree(films.counts()));
        return metrics;
    }
}
