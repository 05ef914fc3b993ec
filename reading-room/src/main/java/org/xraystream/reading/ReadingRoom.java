package org.xraystream.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xraystream.events.LabelCorrected;
import org.xraystream.schemas.Topics;
import org.xraystream.service.Database;
import org.xraystream.service.Dependency;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.HttpServer;
import org.xraystream.service.HttpSettings;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.Metrics;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Pseudonyms;
import org.xraystream.service.RunningService;
import org.xraystream.service.ServiceMain;
import org.xraystream.service.Settings;
import org.xraystream.service.Shutdown;

/** The service, wired together. */
public final class ReadingRoom {
    private static final String NAME = "reading-room";
    /** With the feed's, one below the pool's default size. */
    private static final int QUERY_THREADS = 2;

    private ReadingRoom() {}

    public static void main(String[] arguments) {
        ServiceMain.run(NAME, arguments, ReadingRoom::start);
    }

    /** Starts the service; the page is there when this returns. */
    public static RunningService start(Settings settings) throws Exception {
        KafkaSettings kafka = KafkaSettings.from(settings);
        return RunningService.start(shutdown -> {
            KafkaConnection broker = shutdown.add(KafkaConnection.open(kafka));
            EventPublisher<LabelCorrected> publisher =
                    shutdown.add(EventPublisher.connect(Topics.CORRECTIONS, kafka, NAME));
            return open(settings, shutdown, broker, publisher);
        });
    }

    /** Opens the rest of the service on a way to publish corrections. */
    static HttpServer open(
            Settings settings, Shutdown shutdown, Dependency broker, EventPublisher<LabelCorrected> publisher) {
        HttpSettings listen = HttpSettings.from(settings, NAME);
        Waiters waiters = new Waiters(settings.integer(NAME + ".max-waiting", 1, 1_000_000));
        int maxFollowers = settings.integer(NAME + ".max-followers", 1, 100_000);
        Pseudonyms pseudonyms = Pseudonyms.from(settings);
        AuditSample sample = AuditSample.from(settings, pseudonyms);
        Strategy strategy = Strategy.from(settings);

        PrometheusMeterRegistry metrics = Metrics.forService(NAME);
        shutdown.add(metrics::close);
        ObjectStore store = shutdown.add(ObjectStore.connect(ObjectStoreSettings.from(settings)));
        Database database = shutdown.add(Database.open(settings, NAME));
        ExecutorService queries = Executors.newFixedThreadPool(QUERY_THREADS);
        shutdown.add(queries::shutdownNow);

        ObjectMapper json = HttpServer.json();
        Queries tables = new Queries(database.dataSource());
        ResultsReader results = new ResultsReader(tables, sample);
        AuditWatch watch = new AuditWatch(tables, sample);
        AuditReader audit = new AuditReader(tables, sample, watch);
        AwaitedReadings awaited = new AwaitedReadings(results, waiters, queries);
        Corrections corrections = new Corrections(publisher, pseudonyms, sample, metrics, Clock.systemUTC());
        Followers followers = new Followers(maxFollowers);
        ResultDispatch dispatch = new ResultDispatch(waiters, followers, sample, json);
        ResultFeed feed = shutdown.add(ResultFeed.start(database.dataSource(), json, dispatch));
        Gauge.builder("reading.waiting", waiters, Waiters::count).register(metrics);
        Gauge.builder("reading.followers", followers, Followers::count).register(metrics);
        watch.bindTo(metrics);

        ReadingRoutes routes = new ReadingRoutes(
                results,
                new ModelsReader(tables, json),
                audit,
                strategy,
                awaited,
                corrections,
                new Pictures(store),
                followers,
                json);
        List<Dependency> dependencies = List.of(database, broker, store, Dependency.of("result-feed", feed::check));
        HttpServer http = shutdown.add(HttpServer.start(listen, dependencies, metrics, routes::addTo));
        shutdown.add(followers); // closed first: the server would wait for them
        return http;
    }
}
