package org.xraystream.launcher;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.command.StackConnection;
import org.xraystream.events.ModelReleased;
import org.xraystream.inference.pipeline.PipelineSettings;
import org.xraystream.inference.replay.Comparison;
import org.xraystream.inference.replay.Replay;
import org.xraystream.inference.replay.ReplayPlan;
import org.xraystream.inference.replay.ReplayResult;
import org.xraystream.inference.replay.ReplayTopics;
import org.xraystream.inference.replay.Span;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.net.Precision;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.PackageSource;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Reads the images of a span of time again with any model version, into a topic of its own, and"
                + " compares the answers. Started again with the same --topic, it goes on. Not for diagnostic use.")
final class ReplayCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    @Spec
    private CommandSpec command;

    @Mixin
    private StackConnection stack;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "ID/VERSION|DIR",
            description = "A version that was announced on xray.models, or the folder of a model package.")
    private String model;

    @Option(names = "--from", paramLabel = "INSTANT", description = "As 2026-11-23T08:00:00Z; default: the beginning.")
    private Instant from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Exclusive; default: now.")
    private Instant to;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "Where to write; begins with " + ReplayTopics.PREFIX + ". Default: named after the model and"
                    + " the time.")
    private String topic;

    @Option(
            names = "--compare",
            arity = "0..1",
            paramLabel = "TOPIC",
            fallbackValue = "xray.diagnoses",
            description = "Compare with what the service said (${FALLBACK-VALUE}), or with another replay. Exits 1 if"
                    + " the same model answers differently by more than 0.0001.")
    private String compare;

    @Option(names = "--limit", paramLabel = "N", description = "As many images at the most.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--share",
            paramLabel = "PERCENT",
            description = "Of the time that the replay may work, on one processor: ${DEFAULT-VALUE}.")
    private int share = 50;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result for machines.")
    private Path json;

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::replay);
    }

    private void replay() throws Exception {
        Settings settings = stack.settings();
        KafkaSettings kafka = KafkaSettings.from(settings);
        Optional<ReplayTopics> reference =
                usage(() -> Optional.ofNullable(compare).map(ReplayTopics::anyNamed));
        try (ObjectStore store = ObjectStore.connect(ObjectStoreSettings.from(settings))) {
            ModelPackage reader = reader(kafka, store);
            ReplayPlan plan = usage(() -> plan(reader, PipelineSettings.precisions(settings)));
            out().println("Replaying to " + plan.topics().name());
            ReplayResult result;
            try (ProgressBar progress = new ProgressBar("Replaying", -1)) {
                result = Replay.run(
                        plan,
                        reader,
                        kafka,
                        store::get,
                        (passed, all) -> progress.maxHint(all).stepTo(passed));
            }
            Optional<Comparison> comparison = reference.isPresent()
                    ? Optional.of(Comparison.of(plan.topics(), reference.get(), result.model(), kafka))
                    : Optional.empty();
            report(result, comparison);
        }
    }

    private ReplayPlan plan(ModelPackage reader, Set<Precision> precisions) {
        String name = topic != null
                ? topic
                : ReplayTopics.defaultName(reader.manifest().identity(), STAMP.format(Instant.now()));
        return new ReplayPlan(
                ReplayTopics.named(name),
                new Span(Optional.ofNullable(from), Optional.ofNullable(to)),
                limit,
                share,
                precisions);
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T usage(Reading<T> options) throws CommandException {
        try {
            return options.read();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage());
        }
    }

    private ModelPackage reader(KafkaSettings kafka, ObjectStore store) throws Exception {
        if (Files.isDirectory(Path.of(model))) {
            return ModelPackage.read(Path.of(model));
        }
        int slash = model.indexOf('/');
        if (slash < 1) {
            throw CommandException.usage("There is no folder " + model + ", nor is it the ID/VERSION of a model.");
        }
        try (ModelTopic announcements = ModelTopic.connect(kafka, "replay-models")) {
            announcements.readAll();
            ModelReleased announced = announcements
                    .announced()
                    .find(model.substring(0, slash), model.substring(slash + 1))
                    .orElseThrow(() -> CommandException.usage("There is no folder " + model
                            + ", and no model of this ID/VERSION was announced on xray.models."));
            return new PackageSource(store::get).get(announced);
        }
    }

    private void report(ReplayResult result, Optional<Comparison> comparison) throws Exception {
        PrintWriter out = out();
        out.println(ReplayReport.text(result));
        comparison.ifPresent(found -> out.print(ReplayReport.text(found)));
        out.flush();
        if (json != null) {
            Map<String, Object> fields = ReplayReport.forMachines(result);
            comparison.ifPresent(found -> fields.put("comparison", found));
            JsonFile.write(json, fields);
        }
        if (comparison.isPresent() && !comparison.get().isRepeated()) {
            throw CommandException.failed(comparison.get().repeated().different()
                    + " answers of the same model differ by more than " + Comparison.TOLERANCE + ".");
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
