package org.xraystream.inference;

import ai.djl.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xraystream.inference.pipeline.PipelineSettings;
import org.xraystream.inference.pipeline.ShadowSettings;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.service.HttpSettings;
import org.xraystream.service.Settings;

/**
 * The settings of the table {@code inference}.
 *
 * @param applicationId consumer group and prefix of the internal topics
 * @param threads stream threads
 * @param modelPackage that serves while no champion is announced; absent for the model that ships with the software
 * @param waitingImages as many may be taken in and not settled before no more are polled
 * @param rememberImages for so long an image that a model has read is not read by it again
 * @param streams further properties of Kafka Streams
 */
record InferenceSettings(
        HttpSettings http,
        String applicationId,
        int threads,
        Path stateDirectory,
        Optional<Path> modelPackage,
        int waitingImages,
        PipelineSettings pipeline,
        ShadowSettings shadow,
        Duration transactionTimeout,
        Duration rememberImages,
        Map<String, String> streams) {
    /** Kafka Streams has no shorter segments. */
    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

    private static final Duration LONGEST_WINDOW = Duration.ofDays(3650);

    static InferenceSettings from(Settings settings) {
        return new InferenceSettings(
                HttpSettings.from(settings, "inference"),
                settings.text("inference.application-id"),
                settings.integer("inference.threads", 1, 1_000),
                Path.of(settings.text("inference.state-dir")),
                settings.optionalText("inference.model-package").map(Path::of),
                settings.integer("inference.waiting-images", 1, 1_000_000),
                pipeline(settings),
                new ShadowSettings(
                        settings.integer("inference.shadow-device-percent", 1, 100),
                        settings.integer("inference.largest-batch", 1, 1_024),
                        PipelineSettings.precisions(settings)),
                settings.duration("inference.transaction-timeout"),
                rememberImages(settings),
                settings.table("inference.streams"));
    }

    static Duration rememberImages(Settings settings) {
        String path = "inference.remember-images";
        Duration window = settings.duration(path);
        if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw Settings.wrong(
                    path,
                    "must be from " + SHORTEST_WINDOW.toMinutes() + "m to " + LONGEST_WINDOW.toDays() + "d, not "
                            + settings.text(path));
        }
        return window;
    }

    private static PipelineSettings pipeline(Settings settings) {
        int processors = Runtime.getRuntime().availableProcessors();
        int threads = settings.integer("inference.preparation-threads", 0, 1_000);
        int workers = settings.integer("inference.device-workers", 0, 64);
        List<Device> devices = Network.devices();
        int workersHere = devices.get(0).isGpu() ? devices.size() : processors;
        int deviceWorkers = workers == 0 ? workersHere : workers;
        return new PipelineSettings(
                threads == 0 ? processors : threads,
                deviceWorkers,
                Math.max(1, processors / deviceWorkers),
                PipelineSettings.precisions(settings),
                settings.integer("inference.largest-batch", 1, 1_024),
                settings.duration("inference.linger"),
                settings.duration("inference.backlog-linger"));
    }

    /** The model that serves while no champion is announced. */
    ModelPackage ownModel() throws ModelPackageException {
        return modelPackage.isPresent() ? ModelPackage.read(modelPackage.get()) : ModelPackage.release();
    }
}
