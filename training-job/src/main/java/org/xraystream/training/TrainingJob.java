package org.xraystream.training;

import org.xraystream.training.retrain.RetrainCommand;
import org.xraystream.training.roles.ModelsCommand;
import org.xraystream.training.schedule.ScheduleCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Training and evaluation on their own, without the launcher. */
@Command(
        name = "training-job",
        mixinStandardHelpOptions = true,
        description = "Trains, retrains, compares, judges and explains models.",
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            GateCommand.class,
            ExperimentCommand.class,
            ExplainCommand.class,
            PopulationCommand.class,
            PrecisionsCommand.class,
            SynthesizeCommand.class,
            RetrainCommand.class,
            ScheduleCommand.class,
            ModelsCommand.class
        })
public final class TrainingJob {
    TrainingJob() {}

    /** Runs one command and exits with its code: 0 done, 1 failed, 2 wrong use. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TrainingJob()).execute(arguments));
    }
}
