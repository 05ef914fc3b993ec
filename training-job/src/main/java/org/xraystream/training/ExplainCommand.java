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
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.model.Classifier;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.training.explain.Explanation;
import org.xraystream.training.pictures.ExplanationPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Shows how a model came to its reading of a radiograph, as pictures and as a page with them.")
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(names = "--model", paramLabel = "PACKAGE", description = "Folder of a model package; default: the release.")
    private Path model;

    @Parameters(paramLabel = "FILE", description = "The radiograph, a JPEG or PNG.")
    private Path file;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where to write the pictures and the page; default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("explanation");

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::explain);
    }

    private void explain() throws CommandException, ModelPackageException, IOException {
        GreyImage film = film();
        ModelPackage modelPackage = model == null ? ModelPackage.release() : ModelPackage.read(model);
        // a place that cannot be written to is better found out before the work than after it
        Files.createDirectories(output);
        Explanation explanation;
        try (Classifier classifier = Classifier.load(modelPackage)) {
            explanation = Explanation.of(modelPackage.manifest(), classifier, film);
        }
        List<String> files = new ExplanationPage(file.getFileName().toString(), explanation).write(output);
        ExplanationReport report = ExplanationReport.of(file.toString(), explanation, files);
        if (json != null) {
            JsonFile.write(json, report);
        }
        print(report);
    }

    private GreyImage film() throws CommandException {
        if (!Files.isRegularFile(file)) {
            throw CommandException.usage("There is no file " + file + "; name a radiograph.");
        }
        try {
            return RadiographDecoder.decode(Files.readAllBytes(file));
        } catch (InvalidImageException e) {
            throw CommandException.failed("The file " + file + " is no radiograph that can be read: " + e.getMessage());
        } catch (IOException e) {
            throw CommandException.failed("The file " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private void print(ExplanationReport report) {
        PrintWriter out = command.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s: %s%s, probability of pneumonia %.3f (%s %s)%n",
                report.file(),
                report.finding(),
                report.reason() == null ? "" : " (" + report.reason() + ")",
                report.probability(),
                report.modelId(),
                report.modelVersion());
        ExplanationReport.Place place = report.occlusion().largestFall();
        out.printf(
                Locale.ROOT,
                "Covering the %d × %d pixels at (%d, %d) takes it to %.3f, more than anywhere else.%n",
                place.width(),
                place.height(),
                place.x(),
                place.y(),
                place.probability());
        out.println("Written to " + output + ": open " + output.resolve(ExplanationPage.PAGE)
                + ". Not for diagnostic use.");
        out.flush();
    }
}
