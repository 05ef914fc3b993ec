package org.xraystream.launcher;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Runs the whole loop on labelled films: a model that lacks a subgroup serves, scripted readers"
                + " correct it, the training job retrains, the gate decides, and at last the labels are poisoned.")
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with train/{NORMAL,PNEUMONIA}; it is only read.")
    private Path data;

    @Option(
            names = "--lacking",
            paramLabel = "REGEX",
            description = "Films, by their file's name, that the first model does not know.")
    private String lacking = "_virus_";

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where to write the page; a first model that is there is taken.")
    private Path output = Path.of("simulation");

    @Option(names = "--rate", paramLabel = "N", description = "Films per second.")
    private double rate = 3;

    @Option(names = "--retrainings", paramLabel = "N", description = "Promotions to wait for before the poisoning.")
    private int retrainings = 2;

    @Option(names = "--minutes", paramLabel = "N", description = "When to give up.")
    private int minutes = 60;

    @Option(names = "--seed", description = "Of the cohorts and of the readers.")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write every figure for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::simulate);
    }

    private void simulate() throws Exception {
        if (!(rate > 0) || retrainings < 1 || minutes < 1) {
            throw CommandException.usage("The rate must be above 0, --retrainings and --minutes at least 1.");
        }
        Simulation simulation = ServiceLoader.load(Simulation.class)
                .findFirst()
                .orElseThrow(() -> CommandException.failed("What simulates is in the module benchmarks, which is not on"
                        + " the class path; ./xraystream simulate builds and adds it."));
        StopSignal signal = StopSignal.install();
        try {
            simulation.run(
                    new Simulation.Request(
                            data, lacking, output, Optional.ofNullable(json), rate, retrainings, minutes, seed),
                    command.commandLine().getOut());
        } finally {
            signal.stopped();
        }
    }
}
