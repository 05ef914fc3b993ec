package org.xraystream.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.xraystream.command.CommandException;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.training.data.Dataset;
import picocli.CommandLine.Option;

/** The options of commands that measure a finished model anew on the films that it was made of. */
final class RemeasureOptions {
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

    ModelPackage model() throws ModelPackageException {
        return ModelPackage.read(model);
    }

    Dataset films(PrintWriter out) throws CommandException, IOException {
        return new DatasetReader(data, out).read(seed);
    }

    void write(ModelPackage measured, PrintWriter out) throws IOException {
        measured.write(output);
        out.println("Written to " + output + ". Not for diagnostic use.");
        out.flush();
    }
}
