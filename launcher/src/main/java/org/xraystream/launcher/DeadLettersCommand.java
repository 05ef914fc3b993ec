package org.xraystream.launcher;

import picocli.CommandLine.Command;

/** The command {@code dead-letters}. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists the records that no service could use, and sends them again.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DeadLettersListCommand.class, DeadLettersRedriveCommand.class})
final class DeadLettersCommand {}
