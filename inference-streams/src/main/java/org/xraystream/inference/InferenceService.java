package org.xraystream.inference;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.xraystream.inference.pipeline.ReadingPipeline;
import org.xraystream.inference.pipeline.ShadowReader;
import org.xraystream.inference.updates.ModelUpdates;
import org.xraystream.model.ModelPackage;
import org.xraystream.registry.PackageSource;
import org.xraystream.service.HttpServer;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.Liveness;
import org.xraystream.service.Metrics;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.RunningService;
import org.xraystream.service.ServiceMain;
import org.xraystream.service.Settings;

/** The Kafka Streams application, wired together. */
public final class InferenceService {
    static final String NAME = "inference-streams";

    private InferenceService() {}

    public static void main(String[] arguments) {
        ServiceMain.run(NAME, arguments, InferenceService::start);
    }

    /** Starts the service; the model is loaded and warm when this returns. */
    public static RunningService start(Settings settings) throws Exception {
        InferenceSettings inference = InferenceSettings.from(settings);
        KafkaSettings kafka = KafkaSettings.from(settings);
        ObjectStoreSettings storage = ObjectStoreSettings.from(settings);

        return RunningService.start(shutdown -> {
            Liveness liveness = new Liveness();
            PrometheusMeterRegistry metrics = Metrics.forService(NAME);
            shutdown.add(metrics::close);
            ObjectStore store = shutdown.add(ObjectStore.connect(storage));
            KafkaConnection broker = shutdown.add(KafkaConnection.open(kafka));

            ModelUpdates models = shutdown.add(ModelUpdates.connect(kafka, new PackageSource(store::get), metrics));
            ModelPackage champion = models.firstChampion(inference.ownModel());
            ShadowPublisher shadowDiagnoses = shutdown.add(ShadowPublisher.connect(kafka, metrics));
            ShadowReader shadow =
                    shutdown.add(ShadowReader.start(inference.shadow(), shadowDiagnoses, metrics, liveness::fail));
            ReadingPipeline pipeline = shutdown.add(
                    ReadingPipeline.start(inference.pipeline(), champion, store::get, shadow, metrics, liveness::fail));
            shutdown.add(models.follow(pipeline::install, shadow, liveness::fail));

            WaitingRoom room = new WaitingRoom(inference.waitingImages(), metrics);
            Topology topology = InferenceTopology.build(pipeline, room, inference.rememberImages(), kafka.registry());
            StreamsRuntime streams = shutdown.add(
                    StreamsRuntime.start(topology, kafka, inference, room::isFull, liveness::fail, metrics));
            return shutdown.add(HttpServer.start(
                    inference.http(), List.of(broker, store, streams, models), liveness, metrics, config -> {}));
        });
    }
}
