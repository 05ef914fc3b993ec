package org.xraystream.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JavalinJackson;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of a service: its own routes, and those that every service has ({@code /health/live},
 * {@code /health/ready}, {@code /metrics}). Every error leaves as a problem document.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Javalin javalin;
    private final Readiness readiness;
    private final Liveness liveness;

    private HttpServer(Javalin javalin, Readiness readiness, Liveness liveness) {
        this.javalin = javalin;
        this.readiness = readiness;
        this.liveness = liveness;
    }

    /** Starts listening for a service that nothing can end but its process. */
    public static HttpServer start(
            HttpSettings settings,
            List<Dependency> dependencies,
            PrometheusMeterRegistry metrics,
            Consumer<JavalinConfig> routes) {
        return start(settings, dependencies, new Liveness(), metrics, routes);
    }

    /**
     * Starts listening.
     *
     * @param dependencies asked at each readiness request
     * @param liveness asked at each liveness request
     * @param routes adds the service's own routes and limits
     * @throws IllegalStateException if the port is taken
     */
    public static HttpServer start(
            HttpSettings settings,
            List<Dependency> dependencies,
            Liveness liveness,
            PrometheusMeterRegistry metrics,
            Consumer<JavalinConfig> routes) {
        Readiness readiness = new Readiness(dependencies, metrics);
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.prefer405over404 = true;
            config.startup.showOldJavalinVersionWarning = false;
            config.jsonMapper(new JavalinJackson(json(), false));
            config.routes.get("/health/live", context -> live(context, liveness));
            config.routes.get("/health/ready", context -> ready(context, readiness));
            config.routes.get("/metrics", context -> {
                // so that the gauges of readiness are of now
                readiness.check();
                context.contentType(PROMETHEUS_TEXT).result(metrics.scrape(PROMETHEUS_TEXT));
            });
            addErrors(config);
            routes.accept(config);
        });
        try {
            javalin.start(settings.host(), settings.port());
        } catch (RuntimeException e) {
            readiness.close();
            throw new IllegalStateException(
                    "Can't listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage(), e);
        }
        return new HttpServer(javalin, readiness, liveness);
    }

    /** JSON as all services speak it: instants in ISO 8601. Thread-safe. */
    public static ObjectMapper json() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    /** The port in use. */
    public int port() {
        return javalin.port();
    }

    Liveness liveness() {
        return liveness;
    }

    private static void live(Context context, Liveness liveness) {
        boolean isUp = !liveness.end().isDone();
        context.status(isUp ? 200 : 503).json(Map.of("status", isUp ? "up" : "down"));
    }

    private static void ready(Context context, Readiness readiness) throws InterruptedException {
        Readiness.Report report = readiness.check();
        context.status(report.ready() ? 200 : 503)
                .json(Map.of("status", report.ready() ? "up" : "down", "dependencies", report.dependencies()));
    }

    private static void addErrors(JavalinConfig config) {
        config.routes.exception(ProblemException.class, (e, context) -> write(context, e.problem()));
        config.routes.exception(
                HttpResponseException.class,
                (e, context) ->
                        write(context, new Problem("about:blank", e.getMessage(), e.getStatus(), e.getMessage())));
        config.routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            write(
                    context,
                    Problem.of(
                            500,
                            "internal-error",
                            "The service failed",
                            "This is a defect of the service, not of the request; it is logged."));
        });
    }

    private static void write(Context context, Problem problem) {
        context.status(problem.status()).json(problem).contentType(Problem.MEDIA_TYPE);
    }

    @Override
    public void close() {
        javalin.stop();
        readiness.close();
    }
}
