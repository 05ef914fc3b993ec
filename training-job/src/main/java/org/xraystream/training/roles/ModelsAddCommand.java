package org.xraystream.training.roles;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.StackConnection;
import org.xraystream.events.ModelReleased;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.training.FrozenFilms;
import org.xraystream.training.GateProgress;
import org.xraystream.training.data.Film;
import org.xraystream.training.gate.Gate;
import org.xraystream.training.gate.GateData;
import org.xraystream.training.gate.GateReport;
import org.xraystream.training.gate.GateRules;
import org.xraystream.training.pictures.GatePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code models add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Uploads a model package and announces it as candidate: nothing reads with it yet.")
final class ModelsAddCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private StackConnection stack;

    @Mixin
    private Author author;

    @Mixin
    private ChangeReport report;

    @Parameters(paramLabel = "PACKAGE", description = "Folder of a model package, as train makes it.")
    private Path folder;

    @Option(
            names = "--gold",
            paramLabel = "DIR",
            description =
                    "Judge it first beside the model that serves, on these frozen films (NORMAL and PNEUMONIA); the"
                            + " report goes into the package. One that fails is kept and never served; exit code 1.")
    private Path gold;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::add);
    }

    private void add() throws Exception {
        ModelPackage model = read();
        List<Film> films = gold == null ? List.of() : FrozenFilms.read(gold);
        Optional<GateReport> verdict;
        try (ModelsSession session = ModelsSession.open(stack.settings())) {
            refuseKnown(session, model.manifest().identity());
            verdict = gold == null ? Optional.empty() : Optional.of(judge(session, model, films));
            ModelPackage kept =
                    verdict.map(judged -> model.with(GatePage.files(judged))).orElse(model);
            ModelReleased added = session.announceCandidate(
                    kept.manifest(), session.store().put(kept), verdict.map(GateReport::passed), author);
            report.write(command, added, session.announced());
        }
        if (verdict.isPresent() && !verdict.get().passed()) {
            throw CommandException.failed(verdict.get().summary() + " It is kept, and never served.");
        }
    }

    private static void refuseKnown(ModelsSession session, ModelIdentity model) throws CommandException {
        Optional<ModelReleased> known = session.announced().find(model.id(), model.version());
        if (known.isPresent()) {
            throw CommandException.usage(model.id() + "/" + model.version() + " was announced before and is "
                    + known.get().getRole() + ": a new model needs a new version.");
        }
    }

    private static GateReport judge(ModelsSession session, ModelPackage candidate, List<Film> films) throws Exception {
        ModelReleased champion = session.announced().champions().stream()
                .findFirst()
                .orElseThrow(() -> CommandException.failed("No champion was announced to judge it beside."));
        try (GateProgress progress = new GateProgress()) {
            return Gate.judge(
                    session.store().get(champion),
                    candidate,
                    new GateData(films, List.of()),
                    GateRules.of(session.settings()),
                    progress);
        }
    }

    private ModelPackage read() throws CommandException {
        try {
            ModelPackage model = ModelPackage.read(folder);
            PackageCheck.load(model);
            return model;
        } catch (ModelPackageException e) {
            throw CommandException.usage(e.getMessage());
        }
    }
}
