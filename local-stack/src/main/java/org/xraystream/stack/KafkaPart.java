package org.xraystream.stack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker that is its own controller (KRaft), in this JVM. What it has acknowledged is in the page cache and so
 * survives a kill of the process; a power cut may lose the last seconds, as with any single broker that does not flush
 * each record. A fault that the broker itself deems fatal is logged and ends the whole process, as a kill would.
 */
final class KafkaPart implements Part<KafkaEndpoint> {
    static final String NAME = "kafka";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPart.class);
    private static final int NODE_ID = 1;
    private static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final int ANSWER_SECONDS = 30;

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private KafkaRaftServer server;

    /**
     * @param folder its log directory
     * @throws InfrastructureException if the folder's name is one that Kafka cannot take
     */
    KafkaPart(Path folder, int port, int controllerPort) {
        if (folder.toString().contains(",")) {
            throw new InfrastructureException("The data directory " + folder.getParent()
                    + " has a comma in its name, which Kafka takes for two directories: choose another.");
        }
        this.folder = folder;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KafkaEndpoint start() throws Exception {
        // Kafka exits on a fatal fault; the shutdown hooks would then wait for the very thread that waits for them.
        Exit.setExitProcedure((status, message) -> {
            LOG.error("Kafka cannot go on, for the reason that it gave above, and ends this process. What was accepted"
                    + " is kept: mend the reason (is the disk full?), then start again.");
            Runtime.getRuntime().halt(status);
        });
        formatOnce();
        server = new KafkaRaftServer(KafkaConfig.apply(settings(), false), Time.SYSTEM);
        server.startup();
        KafkaEndpoint endpoint = new KafkaEndpoint("127.0.0.1:" + port);
        awaitAnswer(endpoint);
        return endpoint;
    }

    private void formatOnce() throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .setControllerListenerName(CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .run();
        }
    }

    private static void awaitAnswer(KafkaEndpoint endpoint) throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, endpoint.bootstrapServers()))) {
            admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Map<String, String> settings() {
        String broker = "PLAINTEXT://127.0.0.1:" + port;
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE_ID)),
                Map.entry("listeners", broker + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", broker),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("controller.listener.names", CONTROLLER_LISTENER),
                Map.entry("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                // one broker holds the only copy of everything
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                // 50 partitions each are meant for clusters; these must never change once data exists
                Map.entry("offsets.topic.num.partitions", "8"),
                Map.entry("transaction.state.log.num.partitions", "8"),
                // events are kept and a stack that stood still for weeks goes on where it was: both default to a week
                Map.entry("log.retention.ms", "-1"),
                Map.entry("offsets.retention.minutes", "5256000"),
                // the default takes 128 MiB of heap
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // lets a service notice within seconds that another instance has died
                Map.entry("group.min.session.timeout.ms", "1000"),
                // readers of committed records wait no longer than this for a transaction whose writer has died
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"),
                // after a kill the broker can register again only when its former session has run out
                Map.entry("broker.session.timeout.ms", "2000"),
                Map.entry("broker.heartbeat.interval.ms", "500"));
    }

    @Override
    public void close() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
    }
}
