package org.xraystream.training.roles;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.xraystream.command.JsonFile;
import org.xraystream.events.ModelReleased;
import org.xraystream.registry.AnnouncedModels;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What a command that changed a role says of it: a mixin of picocli's. */
final class ChangeReport {
    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where to write the changed model, as list --json has it.")
    private Path json;

    void write(CommandSpec command, ModelReleased changed, AnnouncedModels models) throws IOException {
        List<ModelLine> lines = ModelLine.of(models);
        PrintWriter out = command.commandLine().getOut();
        out.printf(
                "%s/%s is %s now.%n",
                changed.getModel().getId(), changed.getModel().getVersion(), changed.getRole());
        lines.stream()
                .filter(line -> line.now().equals("serves"))
                .forEach(line -> out.printf("%s/%s serves.%n", line.id(), line.version()));
        out.println("Not for diagnostic use.");
        out.flush();
        if (json != null) {
            ModelLine line = lines.stream()
                    .filter(any -> any.sha256().equals(changed.getModel().getSha256())
                            && any.id().equals(changed.getModel().getId())
                            && any.version().equals(changed.getModel().getVersion()))
                    .findFirst()
                    .orElseThrow();
            JsonFile.write(json, line);
        }
    }
}
