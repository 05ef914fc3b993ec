package org.xraystream.launcher;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.Installation;
import org.xraystream.command.JsonFile;
import org.xraystream.launcher.ImageFiles.ImageFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code push}. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = "Pushes radiographs to an ingest-service, waits for the results and prints them.")
final class PushCommand implements Callable<Integer> {
    private static final String INGEST = "http://127.0.0.1:8081";
    private static final String READING_ROOM = "http://127.0.0.1:8080";

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, or folders with JPEG or PNG files.")
    private List<Path> paths;

    @Option(
            names = "--ingest",
            paramLabel = "URL",
            description = "Default: that of the stack on --data-dir, else " + INGEST)
    private URI ingest;

    @Option(
            names = "--reading-room",
            paramLabel = "URL",
            description = "Default: that of the stack on --data-dir, else " + READING_ROOM)
    private URI readingRoom;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Of the stack to push to.")
    private Path dataDirectory = Installation.defaultDataDirectory();

    @Option(names = "--source", paramLabel = "NAME", description = "Who sends, as the results name it.")
    private String source = "push";

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "How long one image may take: ${DEFAULT-VALUE}.")
    private int patience = 120;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the results for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::push);
    }

    private void push() throws Exception {
        List<ImageFile> files = ImageFiles.find(paths);
        Optional<StackAddresses> stack = StackAddresses.load(dataDirectory);
        ModalityClient client = new ModalityClient(
                ingest != null
                        ? ingest
                        : URI.create(stack.map(StackAddresses::ingest).orElse(INGEST)),
                readingRoom != null
                        ? readingRoom
                        : URI.create(stack.map(StackAddresses::readingRoom).orElse(READING_ROOM)),
                source,
                Duration.ofSeconds(patience));
        List<PushResult> results;
        try (ProgressBar progress = new ProgressBar("Pushing", files.size())) {
            results = new Push(client).all(files, result -> progress.step());
        }
        PrintWriter out = command.commandLine().getOut();
        results.forEach(result -> out.println(result.line()));
        out.println(PushSummary.of(results));
        out.flush();
        if (json != null) {
            JsonFile.write(json, results);
        }
        if (results.stream().anyMatch(PushResult::isFailed)) {
            throw CommandException.failed("Some images have no result; see above.");
        }
    }
}
