package org.xraystream.training.roles;

import java.util.List;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.StackConnection;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code models rollback}. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Retires the model that serves, so that the champion before it serves again.")
final class ModelsRollbackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private StackConnection stack;

    @Mixin
    private Author author;

    @Mixin
    private ChangeReport report;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::rollBack);
    }

    private void rollBack() throws Exception {
        try (ModelsSession session = ModelsSession.open(stack.settings())) {
            List<ModelReleased> champions = session.announced().champions();
            if (champions.size() < 2) {
                throw CommandException.failed("There is no champion before the present one to go back to.");
            }
            if (!new Fallback(PackageCheck.of(session.store())).exists(session.announced())) {
                throw CommandException.failed("No champion before the present one can be loaded:"
                        + " bring another in with models add, and promote it.");
            }
            report.write(
                    command, session.announceChange(champions.get(0), ModelRole.RETIRED, author), session.announced());
        }
    }
}
