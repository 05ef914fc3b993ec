package org.xraystream.launcher;

import java.util.List;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.service.KafkaSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code dead-letters redrive}. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = "Sends dead letters to the topics that they came from, as they came, each exactly once: a second"
                + " run sends only what has come since. All readers of such a topic see the record again.")
final class DeadLettersRedriveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private DeadLetterSelection selection;

    @Option(names = "--dry-run", description = "Only list what would be sent.")
    private boolean dryRun;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, () -> selection.report(command, redrive()));
    }

    private List<OpenLetter> redrive() throws Exception {
        KafkaSettings kafka = selection.kafka();
        try (DeadLetterReader reader = new DeadLetterReader(kafka)) {
            if (dryRun) {
                return reader.open().stream().filter(selection).toList();
            }
            try (DeadLetterSender sender = new DeadLetterSender(kafka, reader)) {
                return sender.send(selection);
            }
        }
    }
}
