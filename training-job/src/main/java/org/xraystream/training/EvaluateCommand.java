package org.xraystream.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.model.Classifier;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.net.Precision;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.FilmReader;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.robustness.RobustnessReport;
import org.xraystream.training.robustness.SuiteScores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Reads a folder of labelled radiographs with a model and prints its figures with 95 %% intervals.")
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(names = "--model", paramLabel = "PACKAGE", description = "Folder of a model package; default: the release.")
    private Path model;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with the sub-folders NORMAL and PNEUMONIA.")
    private Path data;

    @Option(
            names = "--robustness",
            description = "Also measure the films under the suite of perturbations, 36 passes over them.")
    private boolean robustness;

    @Option(
            names = "--robustness-films",
            paramLabel = "N",
            description = "Most films to perturb, spread over the folder; default: ${DEFAULT-VALUE}.")
    private int robustnessFilms = 600;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            description =
                    "FLOAT32, BFLOAT16 or INT8; default: the narrowest that the package allows and the processor has.")
    private Precision precision;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::evaluate);
    }

    private void evaluate() throws CommandException, ModelPackageException, IOException {
        List<LabelledFile> files = files();
        ModelPackage modelPackage = model == null ? ModelPackage.release() : ModelPackage.read(model);
        EvaluationReport report;
        try (Classifier classifier = Classifier.load(modelPackage, precisions(modelPackage));
                ProgressBar progress = new ProgressBar("Reading films", files.size())) {
            report = new FolderEvaluation(classifier, data).run(files, progress::step);
            if (robustness) {
                report = report.with(robustness(classifier.network(), modelPackage.manifest(), files));
            }
        }
        if (json != null) {
            JsonFile.write(json, report);
        }
        print(report);
    }

    private Set<Precision> precisions(ModelPackage modelPackage) {
        return precision == null ? modelPackage.manifest().precisions() : EnumSet.of(precision);
    }

    private RobustnessReport robustness(Network network, Manifest manifest, List<LabelledFile> files) {
        int count = Math.min(robustnessFilms, files.size());
        List<LabelledFile> spread = IntStream.range(0, count)
                .mapToObj(i -> files.get((int) ((long) i * files.size() / count)))
                .toList();
        List<Film> films = FilmReader.read(spread, () -> {}).films();
        try (ProgressBar progress = new ProgressBar("Perturbing films", SuiteScores.PASSES)) {
            SuiteScores logits = SuiteScores.logits(network, manifest.preprocessing(), films, progress::step);
            return RobustnessReport.of(logits.calibrated(manifest.calibration()), manifest.decision());
        }
    }

    private List<LabelledFile> files() throws CommandException, IOException {
        if (robustnessFilms < 1) {
            throw CommandException.usage("The number of films to perturb must be at least 1.");
        }
        return LabelledFolder.files(data);
    }

    private void print(EvaluationReport report) {
        PrintWriter out = command.commandLine().getOut();
        out.printf("%s %s on %s%n", report.modelId(), report.modelVersion(), data);
        out.print(Figures.of(report.evaluation()));
        out.printf(Locale.ROOT, "  %-12s %.1f films/s%n", "speed", report.imagesPerSecond());
        if (report.robustness() != null) {
            out.print(Figures.of(report.robustness()));
        }
        out.printf(
                Locale.ROOT,
                "  %-12s %.3f of the films outside the model's population, %.3f rejected%n",
                "population",
                report.outsidePopulation(),
                report.rejected());
        report.unreadable().forEach(file -> out.printf("  not read: %s: %s%n", file.file(), file.reason()));
        out.println("Not for diagnostic use.");
        out.flush();
    }
}
