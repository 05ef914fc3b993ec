package org.xraystream.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.service.Settings;
import org.xraystream.training.gate.Gate;
import org.xraystream.training.gate.GateData;
import org.xraystream.training.gate.GateReport;
import org.xraystream.training.gate.GateRules;
import org.xraystream.training.pictures.GatePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code gate}. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = "Judges whether a candidate may take a champion's place; exits with 1 if it may not.")
public final class GateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--champion",
            paramLabel = "PACKAGE",
            description = "Folder of the model package that serves; default: the release.")
    private Path champion;

    @Option(
            names = "--candidate",
            paramLabel = "PACKAGE",
            required = true,
            description = "Folder of the model package that would.")
    private Path candidate;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The frozen gold set: a folder with NORMAL and PNEUMONIA, of which nothing was trained on.")
    private Path data;

    @Option(
            names = "--blind",
            paramLabel = "DIR",
            description = "Films whose labels a person gave lately without seeing a model's result, in such a folder.")
    private Path blind;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings in HOCON; the rules are those of training.gate.")
    private Path config;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder to write the report to, as a page and as JSON.")
    private Path output;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::judge);
    }

    private void judge() throws CommandException, ModelPackageException, IOException {
        GateRules rules = GateRules.of(Settings.load(Optional.ofNullable(config), System.getenv()));
        ModelPackage incumbent = champion == null ? ModelPackage.release() : ModelPackage.read(champion);
        ModelPackage challenger = ModelPackage.read(candidate);
        GateData films = new GateData(FrozenFilms.read(data), blind == null ? List.of() : FrozenFilms.read(blind));
        GateReport report;
        try (GateProgress progress = new GateProgress()) {
            report = Gate.judge(incumbent, challenger, films, rules, progress);
        }
        write(report);
        print(report);
        if (!report.passed()) {
            throw CommandException.failed(report.summary());
        }
    }

    private void write(GateReport report) throws IOException {
        if (json != null) {
            JsonFile.write(json, report);
        }
        if (output != null) {
            Files.createDirectories(output);
            for (Map.Entry<String, byte[]> file : GatePage.files(report).entrySet()) {
                Files.write(output.resolve(file.getKey()), file.getValue());
            }
        }
    }

    private void print(GateReport report) {
        PrintWriter out = command.commandLine().getOut();
        report.criteria()
                .forEach(criterion -> out.printf(
                        "  %-10s %-28s %s%n", criterion.outcome().title(), criterion.title(), criterion.explanation()));
        report.notes().forEach(note -> out.println("  " + note));
        out.println(report.passed() ? report.summary() : "The candidate does not pass.");
        out.println("Not for diagnostic use.");
        out.flush();
    }
}
