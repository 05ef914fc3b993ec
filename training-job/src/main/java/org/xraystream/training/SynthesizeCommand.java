package org.xraystream.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.model.Classifier;
import org.xraystream.model.Finding;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.RadiographFolder;
import org.xraystream.training.synthesis.FilmStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code synthesize}. */
@Command(
        name = "synthesize",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Draws sample films that are no patient's picture from statistics of labelled radiographs.")
public final class SynthesizeCommand implements Callable<Integer> {
    private static final FilmStatistics.Spread SPREAD = new FilmStatistics.Spread(40, 0.8, 80, 0.8, 0.6);
    private static final int PROBES = 300;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with train/{NORMAL,PNEUMONIA}.")
    private Path data;

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "Where to write the samples.")
    private Path output;

    @Option(
            names = "--model",
            paramLabel = "PACKAGE",
            description = "Folder of the model package that selects samples; default: the release.")
    private Path model;

    @Option(names = "--per-class", paramLabel = "N", description = "Samples of each class.")
    private int perClass = 12;

    @Option(
            names = "--films",
            paramLabel = "N",
            description = "Statistics are of at most so many films of each class, each of another patient.")
    private int films = 300;

    @Option(
            names = "--source",
            paramLabel = "TEXT",
            description = "What the films are, whose, and under which licence: written beside the samples.")
    private String source = "not stated";

    @Option(names = "--seed", description = "Of the choice of films and the draws.")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::synthesize);
    }

    private void synthesize() throws CommandException, ModelPackageException, IOException {
        if (perClass < 1) {
            throw CommandException.usage("--per-class is " + perClass + ", but must be at least 1.");
        }
        if (films < FilmStatistics.FEWEST_FILMS) {
            throw CommandException.usage("--films is " + films + ", but statistics need at least "
                    + FilmStatistics.FEWEST_FILMS + " films of each class.");
        }
        List<LabelledFile> files = files();
        ModelPackage modelPackage = model == null ? ModelPackage.release() : ModelPackage.read(model);
        List<SynthesisReport.ClassDraws> classes = new ArrayList<>();
        List<SynthesisReport.Sample> samples = new ArrayList<>();
        Random random = new Random(seed);
        try (Classifier classifier = Classifier.load(modelPackage)) {
            for (Finding label : List.of(Finding.NORMAL, Finding.PNEUMONIA)) {
                Drawn drawn = draw(label, files, classifier, random);
                classes.add(drawn.draws());
                samples.addAll(drawn.samples());
            }
        }
        SynthesisReport report = new SynthesisReport(
                seed,
                modelPackage.manifest().id(),
                modelPackage.manifest().version(),
                modelPackage.manifest().decision(),
                SPREAD,
                classes,
                samples);
        Files.writeString(output.resolve("README.md"), SamplesReadme.of(report, source), StandardCharsets.UTF_8);
        if (json != null) {
            JsonFile.write(json, report);
        }
        print(report);
    }

    private List<LabelledFile> files() throws CommandException, IOException {
        Path train = data.resolve("train");
        if (!RadiographFolder.isOne(train)) {
            throw CommandException.usage(
                    "The folder " + data + " has no train/NORMAL and train/PNEUMONIA in it; name one that has.");
        }
        return RadiographFolder.list(train);
    }

    private record Drawn(SynthesisReport.ClassDraws draws, List<SynthesisReport.Sample> samples) {}

    private Drawn draw(Finding label, List<LabelledFile> all, Classifier classifier, Random random)
            throws CommandException, IOException {
        List<LabelledFile> files = all.stream()
                .filter(file -> file.pneumonia() == (label == Finding.PNEUMONIA))
                .toList();
        ClassFilms known = read(label, files, random);
        List<Double> betweenPatients = known.resemblance().betweenPatients(PROBES, random);
        SynthesisReport.Correlations correlations = SynthesisReport.Correlations.of(betweenPatients);
        FilmStatistics statistics;
        try (ProgressBar progress = new ProgressBar(
                "Aligning " + label, FilmStatistics.steps(known.chosen().size()))) {
            statistics = FilmStatistics.of(known.chosen(), SPREAD, progress::step);
        }
        SampleDraw draw =
                new SampleDraw(label, statistics, known.resemblance(), correlations.median(), classifier, random);
        try (ProgressBar progress = new ProgressBar("Drawing " + label, perClass)) {
            draw.write(output, perClass, progress::step);
        }
        return new Drawn(draw.draws(known.chosen().size(), correlations), draw.samples());
    }

    private ClassFilms read(Finding label, List<LabelledFile> files, Random random) throws CommandException {
        ClassFilms known;
        try (ProgressBar progress = new ProgressBar("Reading " + label, files.size())) {
            known = ClassFilms.read(files, films, random, progress::step);
        }
        if (known.chosen().size() < FilmStatistics.FEWEST_FILMS) {
            throw CommandException.failed("There are readable " + label + " films of only "
                    + known.chosen().size() + " patients in " + data + "; statistics need at least "
                    + FilmStatistics.FEWEST_FILMS + ".");
        }
        return known;
    }

    private void print(SynthesisReport report) {
        PrintWriter out = command.commandLine().getOut();
        for (SynthesisReport.ClassDraws draws : report.classes()) {
            out.printf(
                    "%s: %d samples of %d draws (%d read otherwise, %d too close to a film)%n",
                    draws.label(), perClass, draws.drawn(), draws.readOtherwise(), draws.tooClose());
        }
        out.println("Written to " + output + ". Synthetic; not for diagnostic use.");
        out.flush();
    }
}
