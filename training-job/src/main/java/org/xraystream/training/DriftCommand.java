package org.xraystream.training;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.command.StackConnection;
import org.xraystream.registry.PackageSource;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Settings;
import org.xraystream.training.drift.Drift;
import org.xraystream.training.drift.DriftReader;
import org.xraystream.training.pictures.DriftPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code drift}. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = "Shows by source and week how the images differ from those that their model was judged on.")
public final class DriftCommand implements Callable<Integer> {
    private static final int MOST_WEEKS = 520;

    @Spec
    private CommandSpec command;

    @Mixin
    private StackConnection stack;

    @Option(
            names = "--weeks",
            paramLabel = "N",
            description = "How many, the present one among them; default: ${DEFAULT-VALUE}.")
    private int weeks = 8;

    @Option(names = "--output", paramLabel = "DIR", description = "Where to write a page with the distributions.")
    private Path output;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    /** Of a series, for machines. */
    private record Entry(
            String source,
            String week,
            String modelVersion,
            String statistic,
            long images,
            double populationStabilityIndex,
            double bound,
            boolean judged,
            boolean alarm,
            List<Long> counts,
            List<Long> referenceCounts,
            List<Double> edges) {
        static Entry of(Drift drift) {
            return new Entry(
                    drift.series().source(),
                    drift.series().week(),
                    drift.series().model().getVersion(),
                    drift.series().statistic(),
                    drift.index().images(),
                    drift.index().value(),
                    drift.index().bound(),
                    drift.index().isJudged(),
                    drift.index().isAlarm(),
                    drift.counts(),
                    drift.reference().counts(),
                    drift.reference().edges());
        }
    }

    /** For machines. */
    private record Result(DriftReader.Tally diagnoses, List<Entry> drifts) {}

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::show);
    }

    private void show() throws Exception {
        if (weeks < 1 || weeks > MOST_WEEKS) {
            throw CommandException.usage("--weeks must be from 1 to " + MOST_WEEKS + ", not " + weeks + ".");
        }
        Settings settings = stack.settings();
        KafkaSettings kafka = KafkaSettings.from(settings);
        Instant now = Instant.now();
        try (KafkaConnection broker = KafkaConnection.open(kafka);
                ObjectStore store = ObjectStore.connect(ObjectStoreSettings.from(settings))) {
            broker.check();
            try (DriftReader reader = DriftReader.connect(kafka, new PackageSource(store::get), weeks, now)) {
                List<Drift> drifts = reader.read(now);
                report(drifts, reader.tally());
            }
        }
    }

    private void report(List<Drift> drifts, DriftReader.Tally tally) throws Exception {
        PrintWriter out = command.commandLine().getOut();
        out.printf(
                "%d diagnoses compared, %d by models without a reference, %d without the event of their image.%n",
                tally.measured(), tally.withoutReference(), tally.waiting() + tally.unjoined());
        bySourceAndWeek(drifts).forEach((group, members) -> print(out, group, members));
        if (json != null) {
            JsonFile.write(
                    json, new Result(tally, drifts.stream().map(Entry::of).toList()));
        }
        if (output != null) {
            new DriftPage(drifts).write(output);
            out.println("Written to " + output.resolve(DriftPage.PAGE) + ".");
        }
        out.println("Not for diagnostic use.");
        out.flush();
    }

    private static Map<String, List<Drift>> bySourceAndWeek(List<Drift> drifts) {
        return drifts.stream()
                .collect(Collectors.groupingBy(
                        drift -> drift.series().source() + ", week "
                                + drift.series().week() + ", read by version "
                                + drift.series().model().getVersion(),
                        TreeMap::new,
                        Collectors.toList()));
    }

    private static void print(PrintWriter out, String group, List<Drift> members) {
        long images = members.stream()
                .mapToLong(drift -> drift.index().images())
                .max()
                .orElse(0);
        out.printf("%s: %d images%n", group, images);
        for (Drift drift : members) {
            out.printf(
                    Locale.ROOT,
                    "  %-16s %6.3f  %s%n",
                    drift.series().statistic(),
                    drift.index().value(),
                    verdict(drift));
        }
    }

    private static String verdict(Drift drift) {
        if (!drift.index().isJudged()) {
            return "too few images to judge";
        }
        return String.format(
                Locale.ROOT,
                "%s (bound %.3f)",
                drift.index().isAlarm() ? "DRIFT" : "in bounds",
                drift.index().bound());
    }
}
