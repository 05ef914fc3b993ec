package org.xraystream.benchmarks;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.command.Installation;
import org.xraystream.command.JsonFile;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts the compose file from nothing, pushes radiographs, scales inference-streams from one instance to three and
 * back meanwhile, kills a broker and an instance, and counts on the topics and in the database whether each accepted
 * image has exactly one result.
 */
@Command(
        name = "scale-out-drill",
        mixinStandardHelpOptions = true,
        description = "Starts the compose file from nothing, scales and kills containers while radiographs flow, and"
                + " counts whether each has exactly one result. REMOVES THE STATE of the compose project.")
public final class ScaleOutDrill implements Callable<Integer> {
    private static final String INFERENCE = "inference-streams";
    private static final List<String> SERVICES =
            List.of("ingest-service", INFERENCE, "results-sink", "reading-room", "training-job");
    private static final List<String> BROKERS = List.of("kafka-1", "kafka-2", "kafka-3");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Spec
    private CommandSpec command;

    @Option(names = "--images", paramLabel = "DIR", required = true, description = "Radiographs, taken in turn.")
    private Path images;

    @Option(names = "--count", paramLabel = "N", description = "Images to push: ${DEFAULT-VALUE}.")
    private int count = 200;

    @Option(names = "--rate", paramLabel = "R", description = "Images per second: ${DEFAULT-VALUE}.")
    private double rate = 1;

    @Option(names = "--seed", paramLabel = "N", description = "Of who is killed.")
    private long seed = new Random().nextLong();

    @Option(names = "--docker", paramLabel = "COMMAND", description = "${DEFAULT-VALUE}.")
    private String docker = "docker";

    @Option(
            names = "--compose",
            paramLabel = "COMMAND",
            description = "With its first arguments, separated by spaces: ${DEFAULT-VALUE}.")
    private String compose = "docker compose -p xraystream-drill";

    @Option(
            names = "--output",
            paramLabel = "DIR",
            required = true,
            description = "Where scale-out.svg and scale-out.json are written.")
    private Path output;

    private final List<ScaleOutReport.Event> events = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ScaleOutDrill()).execute(arguments));
    }

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, () -> {
            PrintWriter out = command.commandLine().getOut();
            ScaleOutReport report = drill(new Progress(out));
            report.print(out);
            Files.createDirectories(output);
            JsonFile.write(output.resolve("scale-out.json"), report);
            Files.writeString(output.resolve("scale-out.svg"), new ScaleOutChart(report).svg());
            if (!report.isExact()) {
                throw CommandException.failed("Some images have no result, or more than one; see above.");
            }
        });
    }

    private ScaleOutReport drill(Progress progress) throws Exception {
        ImageSet set = ImageSet.load(images);
        Machine machine = Machine.here();
        ComposeStack stack = new ComposeStack(docker, List.of(compose.split(" ")), Installation.home());
        progress.step("Starting the stack from nothing, seed %d", seed);
        stack.remove();
        long began = System.nanoTime();
        stack.up(SERVICES);
        double startSeconds = (System.nanoTime() - began) / 1e9;
        progress.detail("every service is ready after %.1f s", startSeconds);

        Settings settings = settings(stack.read("postgres", "/run/secrets/database/password"));
        KafkaSettings kafka = KafkaSettings.from(settings);
        try (ResultCounter results = ResultCounter.open(kafka, Topics.DIAGNOSES.name(), Topics.REJECTIONS.name());
                PacedUploads uploads = PacedUploads.start(URI.create("http://127.0.0.1:8081"), set, count, rate)) {
            List<LagSampler.Sample> samples;
            try (LagSampler sampler =
                    LagSampler.start(kafka, results, () -> uploads.accepted().size())) {
                disturb(stack, uploads, sampler, progress);
                uploads.awaitAll();
                awaitResults(sampler);
                samples = sampler.samples();
            }
            List<String> accepted = uploads.accepted();
            return new ScaleOutReport(
                    machine,
                    startSeconds,
                    accepted.size(),
                    results.missing(accepted),
                    results.doubled(),
                    rows(settings, accepted),
                    List.copyOf(events),
                    samples);
        }
    }

    /** What the stack must bear, each at its share of the images. */
    private void disturb(ComposeStack stack, PacedUploads uploads, LagSampler sampler, Progress progress)
            throws Exception {
        Random random = new Random(seed);
        await(uploads, 0.1);
        event(sampler, progress, "scale to 3");
        stack.scale(INFERENCE, 3);
        event(sampler, progress, "3 are ready");

        await(uploads, 0.45);
        String broker =
                stack.containers(BROKERS.get(random.nextInt(BROKERS.size()))).get(0);
        stack.kill(broker);
        event(sampler, progress, "broker killed");
        await(uploads, 0.55);
        List<String> instances = stack.containers(INFERENCE);
        stack.kill(instances.get(random.nextInt(instances.size())));
        event(sampler, progress, "instance killed");

        await(uploads, 0.7);
        stack.start(broker);
        event(sampler, progress, "broker started");
        await(uploads, 0.8);
        event(sampler, progress, "scale to 1");
        stack.scale(INFERENCE, 1);
        event(sampler, progress, "1 is left");
    }

    private void event(LagSampler sampler, Progress progress, String what) {
        events.add(new ScaleOutReport.Event(sampler.seconds(), what));
        progress.detail("at %.1f s: %s", sampler.seconds(), what);
    }

    private void await(PacedUploads uploads, double share) throws InterruptedException, CommandException {
        int seen = 0;
        long since = System.nanoTime();
        while (uploads.accepted().size() < share * count) {
            int now = uploads.accepted().size();
            if (now > seen) {
                seen = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw CommandException.failed("No image has been accepted for " + PATIENCE.toMinutes() + " minutes; "
                        + seen + " of " + count + " were before. See the log of ingest-service.");
            }
            Thread.sleep(100);
        }
    }

    /** Until there are as many as images, or none has come for long. */
    private void awaitResults(LagSampler sampler) throws InterruptedException {
        long seen = 0;
        long since = System.nanoTime();
        while (seen < count && System.nanoTime() - since < PATIENCE.toNanos()) {
            List<LagSampler.Sample> samples = sampler.samples();
            long now = samples.get(samples.size() - 1).results();
            if (now > seen) {
                seen = now;
                since = System.nanoTime();
            }
            Thread.sleep(500);
        }
        // one more than there should be would come now
        Thread.sleep(10_000);
    }

    private static ScaleOutReport.Rows rows(Settings settings, Collection<String> accepted)
            throws SQLException, InterruptedException {
        ResultRows.await(settings, accepted.size());
        String query = "SELECT count(*) FILTER (WHERE diagnosed), count(*) FILTER (WHERE NOT diagnosed),"
                + " count(DISTINCT image_id) FROM (SELECT image_id, true AS diagnosed FROM diagnoses UNION ALL"
                + " SELECT image_id, false FROM rejections) AS results WHERE image_id = ANY(?)";
        try (Connection connection = DriverManager.getConnection(
                        settings.text("database.url"),
                        settings.text("database.user"),
                        settings.text("database.password"));
                PreparedStatement statement = connection.prepareStatement(query)) {
            Array ids = connection.createArrayOf("text", accepted.toArray());
            statement.setArray(1, ids);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new ScaleOutReport.Rows(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        }
    }

    /** As {@code deploy/compose/host-access.yml} opens them. */
    private static Settings settings(String password) {
        return Settings.load(Optional.empty(), Map.of())
                .with(Map.of(
                        "kafka.bootstrap-servers", "127.0.0.1:19092,127.0.0.1:29092,127.0.0.1:39092",
                        "kafka.schema-registry-url", "http://127.0.0.1:18081",
                        "database.url", "jdbc:postgresql://127.0.0.1:15432/xraystream",
                        "database.user", "xraystream",
                        "database.password", password));
    }
}
