package org.xraystream.ingest;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.service.ProblemException;
import org.xraystream.service.TraceContext;

/**
 * {@code POST /v1/images} and the OpenAPI document. The counter {@code ingest.images} has the outcomes accepted,
 * rejected (the caller's fault, by problem) and failed (ours); their sum is the number of requests.
 */
final class ImagesEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ImagesEndpoint.class);

    private final ImageIntake intake;
    private final UploadReader reader;
    private final IngestSettings settings;
    private final MeterRegistry metrics;
    private final Semaphore uploads;

    ImagesEndpoint(ImageIntake intake, IngestSettings settings, MeterRegistry metrics) {
        this.intake = intake;
        this.reader = new UploadReader(settings.maxBytes());
        this.settings = settings;
        this.metrics = metrics;
        this.uploads = new Semaphore(settings.maxConcurrentUploads());
    }

    void addTo(JavalinConfig config) {
        config.routes.post("/v1/images", this::post);
        config.routes.get("/openapi.yaml", ImagesEndpoint::describe);
    }

    private void post(Context context) throws IOException, InterruptedException {
        if (!uploads.tryAcquire()) {
            count("failed", "busy");
            context.header("Retry-After", "1");
            throw Problems.busy();
        }
        try {
            TraceContext trace = TraceContext.continuing(context.header(TraceContext.HEADER));
            String imageId = intake.accept(reader.read(context), trace);
            count("accepted", "none");
            context.status(202)
                    .header("Location", settings.readingRoom() + "/v1/diagnoses/" + imageId)
                    .json(Map.of("imageId", imageId));
        } catch (ProblemException e) {
            refuse(context, e);
            throw e;
        } finally {
            uploads.release();
        }
    }

    private static void describe(Context context) {
        context.contentType("application/yaml")
                .result(ImagesEndpoint.class.getResourceAsStream("/openapi/ingest-service.yaml"));
    }

    private void refuse(Context context, ProblemException e) {
        String type = e.problem().type();
        if (e.problem().status() < 500) {
            count("rejected", type);
            return;
        }
        count("failed", type);
        context.header("Retry-After", "5");
        LOG.warn("An image was not accepted", e);
    }

    private void count(String outcome, String problem) {
        metrics.counter("ingest.images", "outcome", outcome, "problem", problem).increment();
    }
}
