package org.xraystream.launcher;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.Installation;
import org.xraystream.command.JsonFile;
import org.xraystream.launcher.ImageFiles.ImageFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts everything, pushes radiographs, prints each diagnosis and leaves the page open.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec command;

    @Mixin
    private StackOptions options;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Folder with JPEG or PNG radiographs; default: the synthetic samples.")
    private Path images = Installation.samples();

    @Option(names = "--exit", description = "Stop when all results are printed.")
    private boolean exit;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the results for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::demo);
    }

    private void demo() throws Exception {
        List<ImageFile> files = ImageFiles.find(List.of(images));
        PrintWriter out = command.commandLine().getOut();
        try (ForegroundStack stack = ForegroundStack.start(options, out)) {
            StackAddresses addresses = stack.addresses();
            ModalityClient client = new ModalityClient(
                    URI.create(addresses.ingest()), URI.create(addresses.readingRoom()), "demo", PATIENCE);
            List<PushResult> results = new Push(client).all(files, result -> print(out, result.line()));
            print(out, PushSummary.of(results));
            if (json != null) {
                JsonFile.write(json, results);
            }
            if (results.stream().anyMatch(PushResult::isFailed)) {
                throw CommandException.failed("Some images have no result; see above.");
            }
            if (!exit) {
                stack.awaitStop();
            }
        }
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
