package org.xraystream.training.roles;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.StackConnection;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.model.ModelPackageException;
import org.xraystream.registry.AnnouncedModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code models promote}. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description =
                "Lets a model serve, or read along as shadow, once its package was fetched and loaded here. A model"
                        + " that failed its gate is refused, whatever is asked.")
final class ModelsPromoteCommand implements Callable<Integer> {
    /** The roles in which inference reads with a model, by the names that a person gives them. */
    private static final Map<String, ModelRole> ROLES =
            Map.of("champion", ModelRole.CHAMPION, "shadow", ModelRole.SHADOW);

    @Spec
    private CommandSpec command;

    @Mixin
    private StackConnection stack;

    @Mixin
    private Author author;

    @Mixin
    private ChangeReport report;

    @Parameters(paramLabel = "ID/VERSION", description = "As list names it.")
    private String name;

    @Option(names = "--role", paramLabel = "ROLE", description = "champion or shadow; default: champion.")
    private String role = "champion";

    @Option(names = "--force", description = "Also one that was retired, or that no gate has judged.")
    private boolean force;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::promote);
    }

    private void promote() throws Exception {
        ModelRole wanted = ROLES.get(role);
        if (wanted == null) {
            throw CommandException.usage("The role '" + role + "' is neither champion nor shadow.");
        }
        try (ModelsSession session = ModelsSession.open(stack.settings())) {
            ModelReleased model = find(session.announced());
            Optional<String> refusal = new Promotion(model, wanted, force).refusal(session.announced());
            if (refusal.isPresent()) {
                throw CommandException.failed(refusal.get());
            }
            check(session, model);
            report.write(command, session.announceChange(model, wanted, author), session.announced());
        }
    }

    private ModelReleased find(AnnouncedModels models) throws CommandException {
        int slash = name.indexOf('/');
        if (slash < 1) {
            throw CommandException.usage("The model '" + name + "' is not named as ID/VERSION.");
        }
        return models.find(name.substring(0, slash), name.substring(slash + 1))
                .orElseThrow(() -> CommandException.usage(
                        "No model " + name + " was announced: see models list, or bring it in with models add."));
    }

    private void check(ModelsSession session, ModelReleased model) throws Exception {
        try {
            PackageCheck.of(session.store()).run(model);
        } catch (ModelPackageException e) {
            throw CommandException.failed(
                    name + " cannot be read with, so it stays " + model.getRole() + ": " + e.getMessage());
        }
    }
}
