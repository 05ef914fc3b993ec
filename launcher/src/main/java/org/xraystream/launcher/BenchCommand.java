package org.xraystream.launcher;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures throughput and latency beside their baselines, in one run on this machine.")
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Folder with JPEG or PNG radiographs; default: the synthetic samples.")
    private Path images = Installation.samples();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Length of each measurement, after its warm-up; default: ${DEFAULT-VALUE}.")
    private int seconds = 30;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write every figure for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::bench);
    }

    private void bench() throws Exception {
        if (seconds < 1) {
            throw CommandException.usage("A measurement must take at least 1 second, not " + seconds + ".");
        }
        Benchmark benchmark = ServiceLoader.load(Benchmark.class)
                .findFirst()
                .orElseThrow(() -> CommandException.failed("What measures is in the module benchmarks, which is not on"
                        + " the class path; ./xraystream bench builds and adds it."));
        StopSignal signal = StopSignal.install();
        try {
            benchmark.run(
                    images,
                    seconds,
                    Optional.ofNullable(json),
                    command.commandLine().getOut());
        } finally {
            signal.stopped();
        }
    }
}
