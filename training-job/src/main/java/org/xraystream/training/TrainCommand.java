package org.xraystream.training;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackageException;
import org.xraystream.training.comparison.BackboneFile;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.ExperimentFile;
import org.xraystream.training.fit.DivergedException;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.pictures.Mistake;
import org.xraystream.training.pictures.TrainingPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Trains a model on folders of labelled radiographs and writes a model package with a report. "
                + "A run that was cut goes on after its last whole epoch when the same command is given again.")
public final class TrainCommand implements Callable<Integer> {
    /** Where an installation keeps the experiment that is the default, and the backbone that it names. */
    private static final Path RELEASE =
            Path.of(System.getProperty("xraystream.home", "."), "models/release/experiment.conf");

    private static final String CHECKPOINT = "checkpoint.zip";

    @Spec
    private CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with train/{NORMAL,PNEUMONIA}, and val and test alike if there are any.")
    private Path data;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where to write the model package and its report; default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("model-package");

    @Option(names = "--model-version", paramLabel = "VERSION", description = "Version of the model that is made.")
    private String version = "0.1.0";

    @Option(
            names = "--source",
            paramLabel = "TEXT",
            description = "What the films are, whose, and under which licence: written into the package.")
    private String source = "not stated";

    @Option(
            names = "--experiment",
            paramLabel = "FILE",
            description = "What to train and how, in HOCON; default: the experiment of the released model.")
    private Path experimentFile;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of the experiment, such as optimizer.name=sgd; may be given again.")
    private Map<String, String> overrides = Map.of();

    @Option(names = "--seed", description = "Of split, weights and augmentation, instead of the experiment's.")
    private Long seed;

    @Option(
            names = "--backbone",
            paramLabel = "FILE",
            description = "Published weights to start from, instead of the experiment's pretrained.weights.")
    private Path backbone;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::train);
    }

    private void train() throws CommandException, ModelPackageException, DivergedException, IOException {
        PrintWriter out = command.commandLine().getOut();
        Experiment experiment = experiment();
        Optional<Path> pretrained = pretrained(experiment);
        Dataset dataset = new DatasetReader(data, out).read(experiment.seed());
        // a place that cannot be written to is better found out before the hours of training than after them
        Files.createDirectories(output);
        out.printf(
                "%d films to train on, %d to validate, %d held out (%s)%n",
                dataset.training().size(),
                dataset.validation().size(),
                dataset.heldOut().size(),
                dataset.splitRule());
        out.flush();
        Path checkpoint = output.resolve(CHECKPOINT);
        if (Files.exists(checkpoint)) {
            out.println("Going on with the run of " + checkpoint + ".");
            out.flush();
        }
        TrainingRun.Result result;
        try {
            result = new TrainingRun(experiment, pretrained, dataset, source)
                    .run(version, checkpoint, epoch -> print(out, epoch));
        } catch (DivergedException e) {
            // it would diverge again
            Files.deleteIfExists(checkpoint);
            throw e;
        }
        result.model().write(output);
        Files.deleteIfExists(checkpoint);
        JsonFile.write(output.resolve("split.json"), result.report().split());
        if (json != null) {
            JsonFile.write(json, result.report());
        }
        String heldOut = Figures.of(result.report().metrics().heldOut());
        writePage(result, dataset, heldOut, out);
        out.println("Held-out films:");
        out.print(heldOut);
        out.println("Held-out films, each under every perturbation:");
        out.print(Figures.of(result.report().metrics().heldOutPerturbed()));
        out.print(Figures.of(result.report().metrics().robustness()));
        out.println("The same films by their sharpness alone, for comparison:");
        out.print(Figures.of(result.report().metrics().sharpnessAlone()));
        out.println("Written to " + output + ". Not for diagnostic use.");
        out.flush();
    }

    private void writePage(TrainingRun.Result result, Dataset dataset, String figures, PrintWriter out)
            throws IOException {
        if (!TrainingPage.canDraw()) {
            out.println(
                    "No " + TrainingPage.PAGE + " is written: this machine has no fonts; install fontconfig and any.");
            return;
        }
        Manifest manifest = result.model().manifest();
        String title = "Training of " + manifest.id() + " " + manifest.version();
        TrainingReport report = result.report();
        List<Mistake> worst = Mistakes.worst(
                dataset.heldOut(), result.heldOut(), manifest.decision().threshold());
        TrainingReport.Metrics metrics = report.metrics();
        new TrainingPage(
                        title,
                        report.epochs(),
                        metrics.heldOut(),
                        result.heldOut(),
                        figures,
                        metrics.robustness(),
                        metrics.sharpnessAlone(),
                        worst)
                .write(output.resolve("report"));
    }

    private static void print(PrintWriter out, Epoch epoch) {
        out.printf(
                Locale.ROOT,
                "%nepoch %d: training loss %.4f, perturbed validation AUROC %.4f, loss %.4f%s%n",
                epoch.number(),
                epoch.trainingLoss(),
                epoch.validationAuroc(),
                epoch.validationLoss(),
                epoch.best() ? " (best)" : "");
        out.flush();
    }

    private Experiment experiment() throws CommandException {
        Config text = experimentFile == null ? ExperimentFile.release() : ExperimentFile.parse(experimentFile);
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            text = ExperimentFile.with(text, override.getKey(), override.getValue());
        }
        if (seed != null) {
            text = ExperimentFile.with(text, "seed", seed.toString());
        }
        return ExperimentFile.experiment(
                text, experimentFile == null ? "The release's experiment" : "The experiment file " + experimentFile);
    }

    /** The file that {@code --backbone} names, or the experiment, whose own place it is relative to. */
    private Optional<Path> pretrained(Experiment experiment) throws CommandException {
        return backbone == null
                ? new BackboneFile(null, experimentFile == null ? RELEASE : experimentFile).of(experiment)
                : Optional.of(BackboneFile.readable(backbone));
    }
}
