package org.xraystream.launcher;

import org.xraystream.training.DriftCommand;
import org.xraystream.training.EvaluateCommand;
import org.xraystream.training.ExperimentCommand;
import org.xraystream.training.ExplainCommand;
import org.xraystream.training.GateCommand;
import org.xraystream.training.PopulationCommand;
import org.xraystream.training.PrecisionsCommand;
import org.xraystream.training.ReferenceCommand;
import org.xraystream.training.SynthesizeCommand;
import org.xraystream.training.TrainCommand;
import org.xraystream.training.retrain.RetrainCommand;
import org.xraystream.training.roles.ModelsCommand;
import org.xraystream.training.schedule.ScheduleCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code ./xraystream}. */
@Command(
        name = "xraystream",
        mixinStandardHelpOptions = true,
        description = "Event-driven streaming inference for chest radiographs. Not for diagnostic use.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            PushCommand.class,
            DeadLettersCommand.class,
            ReplayCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            GateCommand.class,
            ExperimentCommand.class,
            ExplainCommand.class,
            PopulationCommand.class,
            PrecisionsCommand.class,
            ReferenceCommand.class,
            DriftCommand.class,
            SynthesizeCommand.class,
            RetrainCommand.class,
            ScheduleCommand.class,
            ModelsCommand.class,
            BenchCommand.class,
            SimulateCommand.class
        })
public final class Xraystream {
    private Xraystream() {}

    /** Runs one command and exits with its code: 0 done, 1 failed, 2 wrong use. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Xraystream());
        nameVersion(commands, new BuildVersion());
        return commands;
    }

    private static void nameVersion(CommandLine command, IVersionProvider version) {
        command.getCommandSpec().versionProvider(version);
        command.getSubcommands().values().forEach(subcommand -> nameVersion(subcommand, version));
    }
}
