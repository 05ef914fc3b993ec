package org.xraystream.training.retrain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.command.StackConnection;
import org.xraystream.service.Settings;
import org.xraystream.service.Shutdown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code retrain}. */
@Command(
        name = "retrain",
        mixinStandardHelpOptions = true,
        description = "Trains the champion further on what readers taught since the last run, lets the gate judge it,"
                + " and announces it as candidate. A run that was cut goes on with the next call; one instance trains"
                + " at a time.")
public final class RetrainCommand implements Callable<Integer> {
    /** Times the session timeout: one that was killed has its right until then. */
    private static final int SESSIONS_OF_PATIENCE = 3;

    @Spec
    private CommandSpec command;

    @Mixin
    private StackConnection stack;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Base data: DIR/train/{NORMAL,PNEUMONIA} or DIR/{NORMAL,PNEUMONIA}; its films on the gate's"
                    + " side are the gold set. Default: the setting training.data.")
    private Path data;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description = "Where a run is kept until it is announced; default: the setting training.work-dir.")
    private Path workDirectory;

    @Option(
            names = "--experiment",
            paramLabel = "FILE",
            description = "How to train further, in HOCON; network and input are the champion's.")
    private Path experiment;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of the experiment; may be given again.")
    private Map<String, String> overrides = Map.of();

    @Option(
            names = "--min-labels",
            paramLabel = "N",
            description = "New corrections that make a run worth while; default: training.retrain.min-labels.")
    private Integer minLabels;

    @Option(names = "--force", description = "Runs whether there are new corrections or not.")
    private boolean force;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::retrain);
    }

    private void retrain() throws Exception {
        if (minLabels != null && minLabels < 0) {
            throw CommandException.usage("--min-labels must be 0 or more, not " + minLabels + ".");
        }
        Settings settings = stack.settings();
        RetrainSettings told = RetrainSettings.from(settings)
                .with(Optional.ofNullable(data), Optional.ofNullable(experiment), Optional.ofNullable(workDirectory));
        // what cannot be read is better found out before anybody is kept from training
        RetrainExperiment.read(told.experiment(), overrides);
        int wanted = force ? 0 : Optional.ofNullable(minLabels).orElse(told.minLabels());
        PrintWriter out = command.commandLine().getOut();
        RetrainOutcome outcome;
        try (Shutdown shutdown = new Shutdown()) {
            RetrainParts parts = RetrainParts.open(settings, told, overrides, shutdown);
            Duration patience = parts.kafka().sessionTimeout().multipliedBy(SESSIONS_OF_PATIENCE);
            outcome = parts.lease().await(patience)
                    ? parts.retraining().run(parts.lease(), wanted, new PrintedProgress(out))
                    : new RetrainOutcome.Busy(
                            parts.lease().holder().orElse("an instance that the broker does not name"));
        }
        if (json != null) {
            JsonFile.write(json, machineReadable(outcome));
        }
        report(outcome, out);
    }

    private static ObjectNode machineReadable(RetrainOutcome outcome) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("outcome", outcome.getClass().getSimpleName());
        result.setAll((ObjectNode) JsonFile.tree(outcome));
        return result;
    }

    private static void report(RetrainOutcome outcome, PrintWriter out) throws CommandException {
        if (outcome instanceof RetrainOutcome.Busy busy) {
            throw CommandException.failed(
                    "Another instance trains: " + busy.holder() + "; give the command again when it has finished.");
        }
        if (outcome instanceof RetrainOutcome.NothingNew nothing) {
            out.printf(
                    "%d new corrections are fewer than %d: nothing was done (--force does it all the same).%n",
                    nothing.newLabels(), nothing.wanted());
        }
        if (outcome instanceof RetrainOutcome.Announced announced) {
            out.printf(
                    "%s %s %s%n",
                    announced.modelId(),
                    announced.version(),
                    announced.passed()
                            ? "passed its gate and is a candidate."
                            : "did not pass its gate; it is kept and never served. gate.html in its package says why.");
        }
        out.println("Not for diagnostic use.");
        out.flush();
    }
}
