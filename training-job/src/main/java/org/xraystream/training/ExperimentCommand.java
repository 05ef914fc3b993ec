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
import org.xraystream.training.comparison.BackboneFile;
import org.xraystream.training.comparison.Comparison;
import org.xraystream.training.comparison.CrossValidation;
import org.xraystream.training.comparison.ExperimentTable;
import org.xraystream.training.comparison.TableFile;
import org.xraystream.training.data.Film;
import org.xraystream.training.pictures.ComparisonPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code experiment}. */
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Trains a table of experiments, compares them by cross-validation that parts no patient, and writes"
                        + " one report. A run that was ended goes on where it stopped.")
public final class ExperimentCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "Table of experiments, in HOCON; experiments/table.conf is one.")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with train/{NORMAL,PNEUMONIA}, and val alike if there is any; test is never read.")
    private Path data;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where to write the report and keep finished folds; default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("experiment-report");

    @Option(
            names = "--backbone",
            paramLabel = "FILE",
            description = "Published weights for the experiments that start from any, instead of the files they name.")
    private Path backbone;

    @Option(names = "--minutes", paramLabel = "N", description = "Time for the whole run, instead of the table's.")
    private Double minutes;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::compare);
    }

    private void compare() throws CommandException, IOException {
        PrintWriter out = command.commandLine().getOut();
        ExperimentTable table = table();
        CrossValidation validation = new CrossValidation(table, data, new BackboneFile(backbone, file));
        List<Film> films = new DatasetReader(data, out).readForFolds(validation::sample);
        // a place that cannot be written to is better found out now than after the first training
        Files.createDirectories(output);
        out.printf(
                Locale.ROOT,
                "%d experiments in %d folds of %d films, in %.0f minutes%n",
                table.entries().size(),
                table.folds(),
                films.size(),
                table.minutes());
        out.flush();
        Comparison comparison;
        try (ComparisonProgress progress = new ComparisonProgress(out)) {
            comparison = validation.run(films, output.resolve("folds"), progress);
        }
        if (json != null) {
            JsonFile.write(json, ComparisonReport.of(comparison));
        }
        writePage(comparison, films, out);
        comparison.findings().forEach(out::println);
        out.println("Written to " + output + ". Not for diagnostic use.");
        out.flush();
    }

    private ExperimentTable table() throws CommandException {
        ExperimentTable table = TableFile.read(file);
        if (minutes == null) {
            return table;
        }
        if (!(minutes > 0)) {
            throw CommandException.usage("The option --minutes must be above 0, not " + minutes + ".");
        }
        return table.withMinutes(minutes);
    }

    private void writePage(Comparison comparison, List<Film> films, PrintWriter out) throws IOException {
        if (!ComparisonPage.canDraw()) {
            out.println("No " + ComparisonPage.PAGE
                    + " is written: this machine has no fonts; install fontconfig and any.");
            return;
        }
        Mistakes mistakes = new Mistakes(data, films);
        new ComparisonPage(comparison, mistakes.ofBest(comparison), mistakes.ofMost(comparison)).write(output);
    }
}
