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
import picocli.CommandLine.Command;
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

    @Option(names = "--model", paramLabel = "PACKAGE", required = true, description = "Folder of a model package.")
    private Path model;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The films that the model was trained on, as for train.")
    private Path data;

    @Option(names = "--seed", description = "Of the split: that of the model's training.")
    private long seed = 1;

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "Where to write the package.")
    private Path output;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::measure);
    }

    private void measure() throws CommandException, ModelPackageException, IOException {
        PrintWriter out = command.commandLine().getOut();
        ModelPackage old = ModelPackage.read(model);
        Dataset dataset = new DatasetReader(data, out).read(seed);
        ModelPackage measured = PrecisionReport.addTo(old, dataset);
        measured.write(output);
        Manifest manifest = measured.manifest();
        if (json != null) {
            JsonFile.write(json, manifest.metrics().path(Manifest.PRECISIONS));
        }
        out.printf(
                "It may be computed in %s.%nWritten to %s. Not for diagnostic use.%n", manifest.precisions(), output);
        out.flush();
    }
}
