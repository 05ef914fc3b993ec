package org.xraystream.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Reference;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.drift.ReferenceFilms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code reference}. */
@Command(
        name = "reference",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Measures anew what drift is told from: how the films that a model was judged on are distributed; "
                        + "its weights stay as they are.")
public final class ReferenceCommand implements Callable<Integer> {
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
        ModelPackage measured = of(old, dataset);
        Reference reference = measured.manifest().reference();
        if (json != null) {
            JsonFile.write(json, reference);
        }
        out.printf(
                "%s of %d films (%s).%n",
                String.join(", ", reference.statistics().keySet()), reference.images(), reference.films());
        options.write(measured, out);
    }

    static ModelPackage of(ModelPackage model, Dataset dataset) throws ModelPackageException {
        try (ProgressBar progress = new ProgressBar("Measuring reference", ReferenceFilms.count(dataset))) {
            return ReferenceFilms.addTo(model, dataset, progress::step);
        }
    }
}
