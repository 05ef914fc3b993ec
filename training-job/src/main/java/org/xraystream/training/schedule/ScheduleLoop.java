package org.xraystream.training.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.service.BackOff;
import org.xraystream.service.Dependency;
import org.xraystream.service.Liveness;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.retrain.RetrainListener;
import org.xraystream.training.retrain.TrainingLease;

/**
 * Waits for the right to train, and then does its {@link Duties} round by round, on a thread of its own. A round that
 * fails is told by the health check and done again after a pause; after {@value #MOST_FAILURES} in a row it ends. An
 * instance that loses the right ends: started anew it stands by.
 */
final class ScheduleLoop implements Dependency, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleLoop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    /** In a row: what a new process may put right, such as a producer that another has shut out, is left to one. */
    private static final int MOST_FAILURES = 12;

    private static final Duration STOP = Duration.ofSeconds(30);

    private final TrainingLease lease;
    private final Callable<Duties> begin;
    private final Duration every;
    private final Liveness liveness;
    private final Thread thread = new Thread(this::run, "schedule");
    private volatile Optional<String> failure = Optional.empty();
    private volatile boolean stopping;

    private ScheduleLoop(TrainingLease lease, Callable<Duties> begin, Duration every, Liveness liveness) {
        this.lease = lease;
        this.begin = begin;
        this.every = every;
        this.liveness = liveness;
    }

    /** @param every how long between two rounds */
    static ScheduleLoop start(TrainingLease lease, Callable<Duties> begin, Duration every, Liveness liveness) {
        ScheduleLoop loop = new ScheduleLoop(lease, begin, every, liveness);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            while (!lease.await(every)) {
                LOG.debug("Standing by");
            }
            try (Duties duties = begin.call()) {
                work(duties);
            }
            liveness.fail(new IllegalStateException("Another instance may train now."));
        } catch (InterruptedException e) {
            LOG.debug("Told to stop");
        } catch (Exception | Error e) {
            if (!stopping) {
                liveness.fail(e);
            }
        }
    }

    /** Round by round, while this instance may. */
    private void work(Duties duties) throws Exception {
        BackOff pauses = new BackOff(every, LONGEST_PAUSE);
        int failures = 0;
        while (lease.isHeld()) {
            try {
                duties.round(Instant.now(), new Heard(duties));
                failure = Optional.empty();
                failures = 0;
                pauses.reset();
                Thread.sleep(every.toMillis());
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                failures++;
                if (stopping || failures == MOST_FAILURES) {
                    throw e;
                }
                LOG.warn("The round failed and is done again after a pause: {}", e.getMessage(), e);
                failure = Optional.of(String.valueOf(e.getMessage()));
                Thread.sleep(pauses.next().toMillis());
            }
        }
    }

    /**
     * Logs what a run does, lets roles and drift be seen to meanwhile, and ends it where this instance is told to stop
     * or may not train any more.
     */
    private final class Heard implements RetrainListener {
        private final Duties duties;
        private Instant watched = Instant.now();

        private Heard(Duties duties) {
            this.duties = duties;
        }

        @Override
        public void onStage(Stage stage, String what) {
            LOG.info(what);
        }

        @Override
        public void onStep(int films, double loss) {
            if (stopping || !lease.isHeld()) {
                throw new IllegalStateException("The run is cut; whoever may train next goes on with it.");
            }
            if (Instant.now().isAfter(watched.plus(every))) {
                watch();
                watched = Instant.now();
            }
        }

        private void watch() {
            try {
                duties.watch(Instant.now());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("Roles and drift were not seen to during the run: {}", e.getMessage());
            }
        }

        @Override
        public void onEpoch(Epoch epoch) {
            LOG.info("Epoch {}: perturbed validation AUROC {}", epoch.number(), epoch.validationAuroc());
        }
    }

    @Override
    public String name() {
        return "schedule";
    }

    @Override
    public void check() {
        failure.ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
    }

    @Override
    public boolean isRequired() {
        return false;
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
