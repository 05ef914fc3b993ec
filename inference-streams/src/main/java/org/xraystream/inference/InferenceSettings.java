package org.xraystream.inference;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.xraystream.service.HttpSettings;
import org.xraystream.service.Settings;

/**
 * The settings of the table {@code inference}.
 *
 * @param applicationId consumer group and prefix of the internal topics
 * @param threads stream threads, each with a classifier
 * @param modelPackage absent for the model that ships with the software
 * @param objectStorePatience how long one image waits for the object store
 * @param streams further properties of Kafka Streams
 */
record InferenceSettings(
        HttpSettings http,
        String applicationId,
        int threads,
        Path stateDirectory,
        Optional<Path> modelPackage,
        Duration objectStorePatience,
        Duration transactionTimeout,
        Map<String, String> streams) {

    static InferenceSettings from(Settings settings) {
        Duration patience = settings.duration("inference.object-store-patience");
        Duration transaction = settings.duration("inference.transaction-timeout");
        if (patience.compareTo(transaction) >= 0) {
            throw Settings.wrong("inference.object-store-patience", "must be below inference.transaction-timeout");
        }
        return new InferenceSettings(
                HttpSettings.from(settings, "inference"),
                settings.text("inference.application-id"),
                settings.integer("inference.threads", 1, 1_000),
                Path.of(settings.text("inference.state-dir")),
                settings.optionalText("inference.model-package").map(Path::of),
                patience,
                transaction,
                settings.table("inference.streams"));
    }
}
