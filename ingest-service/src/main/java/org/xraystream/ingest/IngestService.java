package org.xraystream.ingest;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.xraystream.events.ImageReceived;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.HttpServer;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.Metrics;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Pseudonyms;
import org.xraystream.service.RunningService;
import org.xraystream.service.ServiceMain;
import org.xraystream.service.Settings;

/** The write edge, wired together. */
public final class IngestService {
    private IngestService() {}

    public static void main(String[] arguments) {
        ServiceMain.run("ingest-service", arguments, IngestService::start);
    }

    /** Starts the service; it takes uploads when this returns. */
    public static RunningService start(Settings settings) throws Exception {
        IngestSettings ingest = IngestSettings.from(settings);
        KafkaSettings kafka = KafkaSettings.from(settings);
        ObjectStoreSettings storage = ObjectStoreSettings.from(settings);
        Pseudonyms pseudonyms = Pseudonyms.from(settings);

        return RunningService.start(shutdown -> {
            PrometheusMeterRegistry metrics = Metrics.forService("ingest-service");
            shutdown.add(metrics::close);
            ObjectStore store = shutdown.add(ObjectStore.connect(storage));
            store.ensureBucket(storage.imagesBucket());
            KafkaConnection broker = shutdown.add(KafkaConnection.open(kafka));
            EventPublisher<ImageReceived> publisher =
                    shutdown.add(EventPublisher.connect(Topics.IMAGES, kafka, "ingest-service"));

            ImageIntake intake =
                    new ImageIntake(store, storage.imagesBucket(), publisher, pseudonyms, ingest.maxPixels(), metrics);
            ImagesEndpoint endpoint = new ImagesEndpoint(intake, ingest, metrics);
            HttpServer http =
                    shutdown.add(HttpServer.start(ingest.http(), List.of(broker, store), metrics, endpoint::addTo));
            return http;
        });
    }
}
