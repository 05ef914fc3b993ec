package org.xraystream.training.roles;

import picocli.CommandLine.Command;

/** The command {@code models}. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the models and their roles, adds one, promotes one, or goes back to the one before.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ModelsListCommand.class,
            ModelsAddCommand.class,
            ModelsPromoteCommand.class,
            ModelsRollbackCommand.class
        })
public final class ModelsCommand {}
