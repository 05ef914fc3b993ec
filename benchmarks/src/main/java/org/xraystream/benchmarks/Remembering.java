package org.xraystream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.xraystream.benchmarks.TimedRemembering.Step;
import org.xraystream.command.CommandBody;
import org.xraystream.command.CommandException;
import org.xraystream.inference.RememberedImages;
import org.xraystream.inference.SharedMemory;
import org.xraystream.service.KafkaSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What it costs to remember the images that were read: the time of a look-up that finds nothing, as of nearly every
 * image, and of one that finds its image; bytes on the instance and on the broker; and how long a start without local
 * state takes.
 */
@Command(
        name = "Remembering",
        mixinStandardHelpOptions = true,
        description = "Remembers images as inference-streams does, on one partition of a real broker.")
public final class Remembering implements Callable<Integer> {
    private static final String NAME = "bench-remembering";
    private static final Duration WINDOW = Duration.ofDays(14);
    private static final long PATIENCE_MINUTES = 10;

    @Spec
    private CommandSpec command;

    @Option(names = "--images", paramLabel = "N", description = "Images to remember: ${DEFAULT-VALUE}.")
    private int images = 1_000_000;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Remembering()).execute(arguments));
    }

    @Override
    public Integer call() {
        return CommandBody.exitCode(command, this::measure);
    }

    private void measure() throws Exception {
        Progress progress = new Progress(command.commandLine().getOut());
        try (Workspace workspace = Workspace.create();
                BenchStack stack =
                        BenchStack.start(workspace.folder(), Map.of("kafka.partitions", "1"), progress::detail)) {
            stack.createTopic(NAME);
            KafkaSettings kafka = stack.kafka();
            TimedRemembering timed = new TimedRemembering(images, WINDOW);
            Path state = workspace.folder().resolve("state");
            try (KafkaStreams streams = streams(kafka, timed, state)) {
                start(streams);
                for (Step step : Step.values()) {
                    send(kafka, step);
                    if (!timed.await(step, PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                        throw CommandException.failed(
                                "The images were not worked off within " + PATIENCE_MINUTES + " minutes.");
                    }
                    progress.step("%s: %.1f µs an image", step, timed.micros(step));
                }
            }
            progress.step("on the instance: %.0f bytes an image", (double) bytesIn(state) / images);
            progress.step("on the broker: %.0f bytes an image and replica", (double) changelogBytes(kafka) / images);
            long before = System.nanoTime();
            try (KafkaStreams streams = streams(kafka, timed, workspace.folder().resolve("no-state"))) {
                start(streams);
                double seconds = (System.nanoTime() - before) / 1e9;
                progress.step("start without local state: %.1f s, %.0f images/s", seconds, images / seconds);
            }
        }
    }

    private static KafkaStreams streams(KafkaSettings kafka, TimedRemembering timed, Path state) {
        Topology topology = new Topology();
        topology.addSource("images", new StringDeserializer(), new StringDeserializer(), NAME);
        topology.addProcessor("remember", timed::processor, "images");
        topology.addStateStore(RememberedImages.store(WINDOW), "remember");
        Properties properties = new Properties();
        properties.putAll(kafka.memberProperties(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                NAME,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.STATE_DIR_CONFIG,
                state.toString(),
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                SharedMemory.class,
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest")));
        return new KafkaStreams(topology, properties);
    }

    /** Returns when all state is restored. */
    private static void start(KafkaStreams streams) throws CommandException, InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        streams.start();
        if (!running.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw CommandException.failed("Kafka Streams is " + streams.state());
        }
    }

    private void send(KafkaSettings kafka, Step step) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka.clientProperties(Map.of()), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < images; i++) {
                String imageId = DigestUtils.sha256Hex((step == Step.LOOK_UP_OF_A_NEW_IMAGE ? "new-" : "") + i);
                sent.add(producer.send(new ProducerRecord<>(NAME, imageId, step.name())));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        }
    }

    private static long bytesIn(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static long changelogBytes(KafkaSettings kafka) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties(Map.of()))) {
            return admin
                    .describeLogDirs(admin.describeCluster().nodes().get().stream()
                            .map(Node::id)
                            .toList())
                    .allDescriptions()
                    .get()
                    .values()
                    .stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().startsWith(NAME + "-"))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }
}
