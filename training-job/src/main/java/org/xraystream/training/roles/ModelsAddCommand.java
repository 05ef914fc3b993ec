package org.xraystream.training.roles;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.StackConnection;
import org.xraystream.events.ModelReleased;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::add);
    }

    private void add() throws Exception {
        ModelPackage model = read();
        try (ModelsSession session = ModelsSession.open(stack.settings())) {
            ModelIdentity identity = model.manifest().identity();
            Optional<ModelReleased> known = session.announced().find(identity.id(), identity.version());
            if (known.isPresent()) {
                throw CommandException.usage(identity.id() + "/" + identity.version() + " was announced before and is "
                        + known.get().getRole() + ": a new model needs a new version.");
            }
            ModelReleased added =
                    session.announceFirst(model.manifest(), session.store().put(model), author);
            report.write(command, added, session.announced());
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
