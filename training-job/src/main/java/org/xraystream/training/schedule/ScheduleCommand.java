package org.xraystream.training.schedule;

import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.StackConnection;
import org.xraystream.service.ServiceMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code schedule}. */
@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        description = "Retrains by itself, by interval, by new corrections or by drift, keeps the models' roles and"
                + " watches for drift, until it is told to stop. Of several instances one works, the others stand by.")
public final class ScheduleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private StackConnection stack;

    @Override
    public Integer call() {
        return CommandBody.exitCode(
                command, () -> ServiceMain.serve(ScheduleService.NAME, ScheduleService::start, stack.settings()));
    }
}
