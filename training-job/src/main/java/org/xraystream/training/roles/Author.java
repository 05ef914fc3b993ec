package org.xraystream.training.roles;

import org.xraystream.command.CommandException;
import org.xraystream.service.Pseudonyms;
import org.xraystream.service.Settings;
import picocli.CommandLine.Option;

/** Who changes a role, and why: a mixin of picocli's. */
final class Author {
    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who decides; the event has the pseudonym that a reader of this name has. Default: the user.")
    private String name = System.getProperty("user.name");

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; the event has it as it is.")
    private String reason;

    String pseudonym(Settings settings) throws CommandException {
        if (name == null || name.isBlank()) {
            throw CommandException.usage("It is not known who decides: say so with --by NAME.");
        }
        return Pseudonyms.from(settings).of("reader", name);
    }

    String reason() throws CommandException {
        if (reason.isBlank()) {
            throw CommandException.usage("The reason is empty: say why with --reason TEXT.");
        }
        return reason;
    }
}
