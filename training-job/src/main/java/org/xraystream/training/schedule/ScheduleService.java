package org.xraystream.training.schedule;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.xraystream.registry.ShippedModel;
import org.xraystream.service.HttpServer;
import org.xraystream.service.HttpSettings;
import org.xraystream.service.Liveness;
import org.xraystream.service.Metrics;
import org.xraystream.service.RunningService;
import org.xraystream.service.ServiceMain;
import org.xraystream.service.Settings;
import org.xraystream.training.retrain.RetrainParts;
import org.xraystream.training.retrain.RetrainSettings;
import org.xraystream.training.roles.RolePolicy;

/** The service that retrains by itself, wired together. */
public final class ScheduleService {
    static final String NAME = "training-job";

    private ScheduleService() {}

    public static void main(String[] arguments) {
        ServiceMain.run(NAME, arguments, ScheduleService::start);
    }

    /** Starts the service: it works, or stands by, when this returns. */
    public static RunningService start(Settings settings) throws Exception {
        HttpSettings listen = HttpSettings.from(settings, "training.schedule");
        RetrainSettings retrain = RetrainSettings.from(settings);
        Triggers triggers = Triggers.from(settings);
        RolePolicy policy = RolePolicy.from(settings);
        Duration every = settings.duration("training.schedule.every");
        boolean announcesRelease = settings.flag("training.schedule.announce-release");
        int driftWeeks = settings.integer("training.schedule.drift-weeks", 1, 520);

        return RunningService.start(shutdown -> {
            PrometheusMeterRegistry metrics = Metrics.forService(NAME);
            shutdown.add(metrics::close);
            RetrainParts parts = RetrainParts.open(settings, retrain, Map.of(), shutdown);
            Gauge.builder("training.lease.held", parts.lease(), lease -> lease.isHeld() ? 1 : 0)
                    .register(metrics);
            Liveness liveness = new Liveness();
            Callable<Duties> begin = () -> {
                if (announcesRelease) {
                    ShippedModel.announceIfNeeded(parts.kafka(), NAME);
                }
                return Duties.begin(parts, triggers, policy, driftWeeks, metrics);
            };
            ScheduleLoop loop = shutdown.add(ScheduleLoop.start(parts.lease(), begin, every, liveness));
            return shutdown.add(HttpServer.start(
                    listen, List.of(parts.broker(), parts.objects(), loop), liveness, metrics, routes -> {}));
        });
    }
}
