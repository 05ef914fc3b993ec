package org.xraystream.launcher;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.JsonFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts everything; Ctrl-C stops it, and the state is found again at the next start.")
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private StackOptions options;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where to write the addresses for machines, once ready.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::up);
    }

    private void up() throws Exception {
        try (ForegroundStack stack =
                ForegroundStack.start(options, command.commandLine().getOut())) {
            if (json != null) {
                JsonFile.write(json, stack.addresses());
            }
            stack.awaitStop();
        }
    }
}
