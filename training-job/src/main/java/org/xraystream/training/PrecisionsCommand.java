package org.xraystream.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.precision.PrecisionReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code precisions}. */
@Command(
        name = "precisions",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures anew which number formats a model may be computed in; its weights stay as they are.")
public final class PrecisionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private RemeasureOptions options;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::measure);
    }

    private void measure() throws CommandException, ModelPackageException, IOException {
        PrintWriter out = command.commandLine().getOut();
        ModelPackage old = options.model();
        Dataset dataset = options.films(out);
        ModelPackage measured = PrecisionReport.addTo(old, dataset);
        Manifest manifest = measured.manifest();
        if (json != null) {
            JsonFile.write(json, manifest.metrics().path(Manifest.PRECISIONS));
        }
        out.println("It may be computed in " + manifest.precisions() + ".");
        options.write(measured, out);
    }
}
