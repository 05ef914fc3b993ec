package org.xraystream.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.net.ActivationFunction;
import org.xraystream.model.net.ResidualCnn;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.fit.DivergedException;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.fit.FitSettings;
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
        description = "Trains a model on folders of labelled radiographs and writes a model package with a report.")
public final class TrainCommand implements Callable<Integer> {
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

    @Option(names = "--epochs", description = "At most so many.")
    private int epochs = 32;

    @Option(names = "--patience", description = "Stop after so many epochs without a better validation loss.")
    private int patience = 12;

    @Option(names = "--batch-size", description = "Films per step; even.")
    private int batchSize = 32;

    @Option(names = "--learning-rate", description = "Highest learning rate.")
    private double learningRate = 0.002;

    @Option(names = "--weight-decay", description = "Of AdamW.")
    private double weightDecay = 0.02;

    @Option(names = "--label-smoothing", description = "Doubt in the labels, below 0.5.")
    private double labelSmoothing = 0.05;

    @Option(names = "--averaging", description = "Decay per step of the moving average of the weights.")
    private double averaging = 0.998;

    @Option(names = "--dropout", description = "Share of the pooled features left out.")
    private double dropout = 0.3;

    @Option(names = "--input-size", description = "Side of the network's input in pixels.")
    private int inputSize = 112;

    @Option(names = "--widths", split = ",", description = "Channels of each stage of the network.")
    private List<Integer> widths = List.of(24, 48, 96, 128);

    @Option(names = "--seed", description = "Of split, weights and augmentation.")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::train);
    }

    private void train() throws CommandException, ModelPackageException, DivergedException, IOException {
        PrintWriter out = command.commandLine().getOut();
        FitSettings settings = settings();
        Dataset dataset = new DatasetReader(data, out).read(seed);
        // a place that cannot be written to is better found out before the hours of training than after them
        Files.createDirectories(output);
        out.printf(
                "%d films to train on, %d to validate, %d held out (%s)%n",
                dataset.training().size(),
                dataset.validation().size(),
                dataset.heldOut().size(),
                dataset.splitRule());
        out.flush();
        TrainingRun.Result result = new TrainingRun(settings, dataset, source).run(version, epoch -> print(out, epoch));
        result.model().write(output);
        JsonFile.write(output.resolve("split.json"), result.report().split());
        if (json != null) {
            JsonFile.write(json, result.report());
        }
        String heldOut = Figures.of(result.report().metrics().heldOut());
        writePage(result, heldOut, out);
        out.println("Held-out films:");
        out.print(heldOut);
        out.println("Held-out films, each under every perturbation:");
        out.print(Figures.of(result.report().metrics().heldOutPerturbed()));
        out.println("Written to " + output + ". Not for diagnostic use.");
        out.flush();
    }

    private void writePage(TrainingRun.Result result, String figures, PrintWriter out) throws IOException {
        if (!TrainingPage.canDraw()) {
            out.println(
                    "No " + TrainingPage.PAGE + " is written: this machine has no fonts; install fontconfig and any.");
            return;
        }
        Manifest manifest = result.model().manifest();
        String title = "Training of " + manifest.id() + " " + manifest.version();
        TrainingReport report = result.report();
        new TrainingPage(title, report.epochs(), report.metrics().heldOut(), result.heldOut(), figures)
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

    private FitSettings settings() throws CommandException {
        try {
            return new FitSettings(
                    new ResidualCnn(widths, dropout, ActivationFunction.RELU),
                    inputSize,
                    epochs,
                    batchSize,
                    learningRate,
                    weightDecay,
                    labelSmoothing,
                    averaging,
                    patience,
                    seed);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage());
        }
    }
}
