package org.xraystream.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.command.StackConnection;
import org.xraystream.service.KafkaSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which dead letters, of which stack, and what is said of them; alike for both commands. */
final class DeadLetterSelection implements Predicate<OpenLetter> {
    @Mixin
    private StackConnection stack;

    @Option(names = "--topic", paramLabel = "NAME", description = "Only those that came from this topic.")
    private String topic;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason has this text in it.")
    private String reason = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the letters for machines.")
    private Path json;

    KafkaSettings kafka() throws CommandException {
        return KafkaSettings.from(stack.settings());
    }

    @Override
    public boolean test(OpenLetter letter) {
        return (topic == null || topic.equals(letter.why().topic()))
                && lowerCase(letter.why().reason()).contains(lowerCase(reason));
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    void report(CommandSpec command, List<OpenLetter> letters) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        letters.forEach(letter -> out.println(letter.line()));
        out.println(command.name() + ": " + letters.size() + " dead letters");
        out.flush();
        if (json != null) {
            JsonFile.write(json, letters.stream().map(OpenLetter::forMachines).toList());
        }
    }
}
