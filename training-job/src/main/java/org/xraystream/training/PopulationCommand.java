package org.xraystream.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Population;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.population.PopulationReport;
import org.xraystream.training.population.PopulationReport.Shares;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code population}. */
@Command(
        name = "population",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Fits anew what tells a film from outside a model's population; its weights stay as they are.")
public final class PopulationCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private RemeasureOptions options;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::fit);
    }

    private void fit() throws CommandException, ModelPackageException, IOException {
        PrintWriter out = command.commandLine().getOut();
        ModelPackage old = options.model();
        Manifest manifest = old.manifest();
        Dataset dataset = options.films(out);
        try (Network network = Network.load(manifest.architecture(), manifest.preprocessing(), old.weights())) {
            Population population = Judgement.population(network, manifest.preprocessing(), dataset);
            PopulationReport report =
                    Judgement.judged(network, manifest.preprocessing(), population, dataset.heldOut());
            byte[] weights = population.addTo(old.weights());
            ObjectNode metrics = manifest.metrics().deepCopy();
            metrics.set("population", JsonFile.tree(report));
            // drift is told from the distance to the population too
            ModelPackage fitted = ReferenceCommand.of(
                    new ModelPackage(manifest.with(DigestUtils.sha256Hex(weights), metrics), weights), dataset);
            print(out, report);
            options.write(fitted, out);
        }
    }

    private static void print(PrintWriter out, PopulationReport report) {
        out.println("Held-out films outside the population, and rejected among them:");
        line(out, "normal", report.normal());
        line(out, "pneumonia", report.pneumonia());
        report.perturbed().forEach((strength, shares) -> line(out, "perturbed, " + strength, shares));
        report.misused().forEach((misuse, shares) -> line(out, misuse.name(), shares));
    }

    private static void line(PrintWriter out, String name, Shares shares) {
        out.printf(
                Locale.ROOT,
                "  %-20s %5.1f %%  %5.1f %%  of %d%n",
                name.toLowerCase(Locale.ROOT).replace('_', ' '),
                100 * shares.outside(),
                100 * shares.rejected(),
                shares.n());
    }
}
