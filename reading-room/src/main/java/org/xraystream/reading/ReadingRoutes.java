package org.xraystream.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.xraystream.events.LabelCorrected;
import org.xraystream.service.TraceContext;

/** The HTTP interface as {@code openapi/reading-room.yaml} describes it, and the page. */
final class ReadingRoutes {
    /** Nothing from elsewhere, nothing inline: a result or a comment can't bring a script along. */
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ResultsReader results;
    private final ModelsReader models;
    private final AuditReader audit;
    private final Strategy usualStrategy;
    private final AwaitedReadings awaited;
    private final Corrections corrections;
    private final Pictures pictures;
    private final Followers followers;
    private final FhirReport fhir;
    private final ObjectMapper json;

    ReadingRoutes(
            ResultsReader results,
            ModelsReader models,
            AuditReader audit,
            Strategy usualStrategy,
            AwaitedReadings awaited,
            Corrections corrections,
            Pictures pictures,
            Followers followers,
            ObjectMapper json) {
        this.results = results;
        this.models = models;
        this.audit = audit;
        this.usualStrategy = usualStrategy;
        this.awaited = awaited;
        this.corrections = corrections;
        this.pictures = pictures;
        this.followers = followers;
        this.fhir = new FhirReport(json);
        this.json = json;
    }

    void addTo(JavalinConfig config) {
        config.staticFiles.add(files -> {
            files.hostedPath = "/";
            files.directory = "/reading-room/page";
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "no-cache");
        });
        config.routes.before(ReadingRoutes::protect);
        config.routes.get("/openapi.yaml", ReadingRoutes::describe);
        config.routes.get("/v1/diagnoses", context -> context.json(results.list(WorkListQuery.from(context))));
        config.routes.get("/v1/diagnoses/{imageId}", this::diagnosis);
        config.routes.post("/v1/diagnoses/{imageId}/corrections", this::correct);
        config.routes.get("/v1/diagnoses/{imageId}/image", context -> {
            String imageId = context.pathParam("imageId");
            pictures.sendRadiograph(context, results.image(imageId), imageId);
        });
        config.routes.get("/v1/diagnoses/{imageId}/heatmap", context -> {
            String imageId = context.pathParam("imageId");
            Optional<Evidence> evidence = results.evidence(imageId);
            if (evidence.isEmpty()) {
                results.find(imageId).ifPresent(ReadingRoutes::requireShown);
            }
            pictures.sendHeatMap(context, evidence, imageId);
        });
        config.routes.get("/v1/diagnoses/{imageId}/fhir", this::report);
        config.routes.get("/v1/models", context -> context.json(Map.of("models", models.models())));
        config.routes.get("/v1/drift", context -> context.json(Map.of("drift", models.drift())));
        config.routes.get(
                "/v1/audit/next", context -> context.json(audit.next(NextReadsQuery.from(context, usualStrategy))));
        config.routes.sse("/v1/events", followers::add);
    }

    private static void protect(Context context) {
        context.header("Content-Security-Policy", CONTENT_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    private static void describe(Context context) {
        context.contentType("application/yaml")
                .result(ReadingRoutes.class.getResourceAsStream("/openapi/reading-room.yaml"));
    }

    private void diagnosis(Context context) {
        String imageId = context.pathParam("imageId");
        Duration wait = Preferences.waitOf(context.header(Preferences.REQUEST_HEADER));
        if (!wait.isZero()) {
            context.header(Preferences.RESPONSE_HEADER, "wait=" + wait.toSeconds());
        }
        context.future(() -> awaited.find(imageId, wait).thenAccept(found -> context.json(known(imageId, found))));
    }

    private static Reading known(String imageId, Optional<Reading> found) {
        Reading reading = found.orElseThrow(() -> Problems.unknownImage(imageId));
        if (!reading.isKnown()) {
            throw Problems.notReadYet(imageId);
        }
        return reading;
    }

    private static void requireShown(Reading reading) {
        if (reading.awaitsBlindRead()) {
            throw Problems.awaitsBlindRead(reading.imageId());
        }
    }

    private void correct(Context context) throws InterruptedException {
        String imageId = context.pathParam("imageId");
        CorrectionRequest request = CorrectionRequest.from(context, json);
        Reading reading = results.find(imageId).orElseThrow(() -> Problems.unknownImage(imageId));
        LabelCorrected event =
                corrections.emit(reading, request, TraceContext.continuing(context.header(TraceContext.HEADER)));
        context.status(202)
                .json(Map.of(
                        "eventId",
                        event.getEventId(),
                        "imageId",
                        imageId,
                        "label",
                        event.getLabel().name()));
    }

    private void report(Context context) {
        String imageId = context.pathParam("imageId");
        Reading reading = known(imageId, results.find(imageId));
        requireShown(reading);
        if (!reading.isDiagnosed()) {
            throw Problems.noDiagnosis(imageId);
        }
        context.json(fhir.of(reading)).contentType(FhirReport.MEDIA_TYPE);
    }
}
