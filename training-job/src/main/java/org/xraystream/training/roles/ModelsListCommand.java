package org.xraystream.training.roles;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.JsonFile;
import org.xraystream.command.StackConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code models list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists every model version with its role, since when, by whom and why; the newest word first.")
final class ModelsListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private StackConnection stack;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the list for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::list);
    }

    private void list() throws Exception {
        List<ModelLine> lines;
        try (ModelsSession session = ModelsSession.open(stack.settings())) {
            lines = ModelLine.of(session.announced());
        }
        PrintWriter out = command.commandLine().getOut();
        out.print(ModelLine.heading());
        lines.forEach(line -> out.print(line.row()));
        out.println("Not for diagnostic use.");
        out.flush();
        if (json != null) {
            JsonFile.write(json, lines);
        }
    }
}
