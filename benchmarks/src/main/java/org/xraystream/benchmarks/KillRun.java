package org.xraystream.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.xraystream.command.CommandException;

/** Kills a part at random moments while there is always work, and sees what becomes of the images. */
final class KillRun {
    /** Enough that there is always work, and little enough that the last images come soon. */
    private static final int WAITING = 200;

    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** How long a second result of an image may take to be seen. */
    private static final Duration AFTERMATH = Duration.ofSeconds(10);

    private final Backlog backlog;
    private final ResultCounter results;
    private final Progress progress;
    private final Set<String> announced = new LinkedHashSet<>();
    private final List<Double> recoveries = new ArrayList<>();
    private long unrecoveredSince = System.nanoTime();

    /** What is to be killed has just been started. */
    KillRun(Backlog backlog, ResultCounter results, Progress progress) {
        this.backlog = backlog;
        this.results = results;
        this.progress = progress;
    }

    /**
     * Kills and revives; returns when no more results are to be expected.
     *
     * @param mostSeconds that the part works before a kill; one kill in four comes while it still recovers
     */
    void kill(Victim victim, int kills, double mostSeconds, Random random) throws Exception {
        for (int kill = 1; kill <= kills; kill++) {
            if (kill == 1 || random.nextInt(4) > 0) {
                awaitRecovery();
            }
            attend(random.nextDouble() * mostSeconds);
            victim.kill();
            unrecoveredSince = System.nanoTime();
            victim.revive();
            progress.detail(
                    "kill %d of %d: %d images announced, %d with a result, %d doubled",
                    kill, kills, announced.size(), results.images(), results.doubled());
        }
        drain();
    }

    private void awaitRecovery() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (unrecoveredSince != 0) {
            if (System.nanoTime() > deadline) {
                throw CommandException.failed("No result came for " + PATIENCE.toSeconds() + " s after a kill.");
            }
            attend(0);
        }
    }

    private void attend(double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            if (announced.size() - results.images() < WAITING) {
                announced.addAll(backlog.announce(AT_ONCE));
            }
            poll();
        } while (System.nanoTime() < end);
    }

    /** Says whether an image more has a result. */
    private boolean poll() {
        int before = results.images();
        results.poll();
        boolean more = results.images() > before;
        if (more && unrecoveredSince != 0) {
            recoveries.add((System.nanoTime() - unrecoveredSince) / 1e9);
            unrecoveredSince = 0;
        }
        return more;
    }

    private void drain() {
        long since = System.nanoTime();
        while (results.missing(announced) > 0) {
            if (poll()) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                progress.detail("No result came for %d s", PATIENCE.toSeconds());
                return;
            }
        }
        long end = System.nanoTime() + AFTERMATH.toNanos();
        while (System.nanoTime() < end) {
            poll();
        }
    }

    Set<String> announced() {
        return announced;
    }

    /** Seconds from the start and from each kill to the next result; a kill that the next one overtook has none. */
    List<Double> recoveries() {
        return recoveries;
    }
}
