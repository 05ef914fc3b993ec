package org.xraystream.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.service.KafkaSettings;

/**
 * Another value of {@code inference.remember-images} than in the last run, for which Kafka Streams does nothing by
 * itself: the changelog keeps the settings that it was made with, and local segments have bounds that follow from the
 * window, so that what lies in them would not be found.
 */
final class WindowChange {
    private static final Logger LOG = LoggerFactory.getLogger(WindowChange.class);

    private final InferenceSettings settings;

    private WindowChange(InferenceSettings settings) {
        this.settings = settings;
    }

    /**
     * Follows such a change, before the start.
     *
     * @throws IOException if the state directory can't be written
     * @throws IllegalStateException if the broker does not answer or refuses
     */
    static void follow(KafkaStreams streams, KafkaSettings kafka, InferenceSettings settings)
            throws IOException, InterruptedException {
        WindowChange change = new WindowChange(settings);
        change.renewLocalState(streams);
        try (Admin admin = Admin.create(
                kafka.clientProperties(Map.of(CommonClientConfigs.CLIENT_ID_CONFIG, "xraystream-changelog")))) {
            change.alterChangelog(admin);
        }
    }

    /** Local state of another window, or of a version that knew none, is deleted and read from the changelog again. */
    private void renewLocalState(KafkaStreams streams) throws IOException {
        Path file = settings.stateDirectory().resolve(settings.applicationId() + ".window");
        String window = settings.rememberImages().toString();
        if (Files.exists(file) && Files.readString(file).equals(window)) {
            return;
        }
        if (hasState()) {
            streams.cleanUp();
        }
        Files.createDirectories(settings.stateDirectory());
        Files.writeString(file, window);
    }

    /** Kafka Streams has a folder for each task, and warns of what it can't delete where there is none. */
    private boolean hasState() throws IOException {
        Path folder = settings.stateDirectory().resolve(settings.applicationId());
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> tasks = Files.list(folder)) {
            return tasks.anyMatch(Files::isDirectory);
        }
    }

    private void alterChangelog(Admin admin) throws InterruptedException {
        Map<String, String> wanted = RememberedImages.changelog(settings.rememberImages());
        ConfigResource topic = new ConfigResource(
                ConfigResource.Type.TOPIC, settings.applicationId() + "-" + RememberedImages.STORE + "-changelog");
        try {
            Config present =
                    admin.describeConfigs(List.of(topic)).values().get(topic).get();
            List<AlterConfigOp> changes = wanted.entrySet().stream()
                    .filter(entry -> !entry.getValue().equals(value(present, entry.getKey())))
                    .map(entry -> new AlterConfigOp(
                            new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                    .toList();
            if (!changes.isEmpty()) {
                admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
                LOG.info("The settings of the topic {} are now {}", topic.name(), wanted);
            }
        } catch (ExecutionException e) {
            handle(e.getCause(), topic.name(), wanted);
        }
    }

    private static String value(Config present, String name) {
        ConfigEntry entry = present.get(name);
        return entry == null ? null : entry.value();
    }

    private static void handle(Throwable failure, String topic, Map<String, String> wanted) {
        if (failure instanceof AuthorizationException) {
            LOG.warn(
                    "This user may not describe and alter the settings of the topic {}: allow it, or set them to {}",
                    topic,
                    wanted);
        } else if (!(failure instanceof UnknownTopicOrPartitionException)) {
            // one that is missing is made by Kafka Streams
            throw new IllegalStateException(
                    "The Kafka broker did not show or alter the settings of the topic " + topic + ": "
                            + failure.getMessage(),
                    failure);
        }
    }
}
