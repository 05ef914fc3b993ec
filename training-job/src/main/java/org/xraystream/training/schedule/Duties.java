package org.xraystream.training.schedule;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.xraystream.registry.PackageSource;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.PublishException;
import org.xraystream.training.drift.DriftMonitor;
import org.xraystream.training.feedback.FeedbackLog;
import org.xraystream.training.feedback.LogAwayException;
import org.xraystream.training.retrain.LastRun;
import org.xraystream.training.retrain.RetrainListener;
import org.xraystream.training.retrain.RetrainOutcome;
import org.xraystream.training.retrain.RetrainParts;
import org.xraystream.training.roles.RoleKeeper;
import org.xraystream.training.roles.RolePolicy;

/** What the instance that may train does, round by round; begun once in a process. For one thread. */
final class Duties implements AutoCloseable {
    private final RetrainParts parts;
    private final Triggers triggers;
    private final RoleKeeper roles;
    private final DriftMonitor drift;
    private final FeedbackLog log;
    private final ScheduleMeters meters;

    private Duties(
            RetrainParts parts,
            Triggers triggers,
            RoleKeeper roles,
            DriftMonitor drift,
            FeedbackLog log,
            ScheduleMeters meters) {
        this.parts = parts;
        this.triggers = triggers;
        this.roles = roles;
        this.drift = drift;
        this.log = log;
        this.meters = meters;
    }

    /** Takes them over from whoever had them. */
    static Duties begin(
            RetrainParts parts, Triggers triggers, RolePolicy policy, int driftWeeks, MeterRegistry registry)
            throws PublishException {
        RoleKeeper roles = RoleKeeper.connect(parts.kafka(), parts.packages(), policy, registry);
        DriftMonitor drift = DriftMonitor.connect(
                parts.kafka(), new PackageSource(parts.objects()::get), registry, driftWeeks, Instant.now());
        FeedbackLog log = FeedbackLog.connect(parts.kafka());
        return new Duties(parts, triggers, roles, drift, log, new ScheduleMeters(registry));
    }

    /**
     * Keeps roles, watches drift, and trains if it is time.
     *
     * @param now of the round
     */
    void round(Instant now, RetrainListener listener) throws Exception {
        watch(now);
        long taught = parts.lease().newLabels(log.ends());
        meters.taught(taught);
        Optional<Instant> last = parts.lease().lastRun().map(LastRun::announcedAt);
        Optional<String> reason = parts.retraining().isCut()
                ? Optional.of("a run was cut")
                : triggers.reason(
                        taught, last, roles.champion().filter(drift::alarmed).isPresent(), roles.isShadowed(), now);
        if (reason.isPresent()) {
            train(reason.get(), listener);
        }
    }

    /** Keeps roles and watches drift; during a run too, since neither must wait for hours. */
    void watch(Instant now) throws Exception {
        roles.step(now);
        drift.step(now);
    }

    private void train(String reason, RetrainListener listener) throws Exception {
        listener.onStage(RetrainListener.Stage.BEGUN, "A run is due: " + reason + ".");
        RetrainOutcome outcome;
        try {
            outcome = parts.retraining().run(parts.lease(), 1, listener);
        } catch (ObjectStoreException | PublishException | LogAwayException | RegistryAwayException e) {
            // the run goes on when they are back
            throw e;
        } catch (Exception e) {
            meters.failed();
            throw e;
        }
        if (outcome instanceof RetrainOutcome.Announced announced) {
            meters.announced(announced.passed());
        }
    }

    @Override
    public void close() {
        log.close();
        drift.close();
        roles.close();
    }
}
