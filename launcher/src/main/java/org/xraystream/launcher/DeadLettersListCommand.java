package org.xraystream.launcher;

import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code dead-letters list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the dead letters that were not sent again: where they are, from where they came and why.")
final class DeadLettersListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private DeadLetterSelection selection;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, () -> {
            try (DeadLetterReader reader = new DeadLetterReader(selection.kafka())) {
                selection.report(
                        command, reader.open().stream().filter(selection).toList());
            }
        });
    }
}
