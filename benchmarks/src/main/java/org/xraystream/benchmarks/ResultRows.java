package org.xraystream.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import org.xraystream.service.Settings;

/** The images that have a row of results, in a database that may be away. */
final class ResultRows {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ResultRows() {}

    /**
     * Waits for as many as expected, until none has come for two minutes.
     *
     * @return how many there are
     */
    static long await(Settings settings, long expected) throws InterruptedException {
        long rows = 0;
        for (long since = System.nanoTime(); rows < expected && System.nanoTime() - since < PATIENCE.toNanos(); ) {
            long now = count(settings, rows);
            if (now > rows) {
                rows = now;
                since = System.nanoTime();
            } else {
                Thread.sleep(200);
            }
        }
        return rows;
    }

    /** A database that is away has as many as before. */
    private static long count(Settings settings, long before) {
        try {
            return RowWatcher.count(settings).images();
        } catch (SQLException e) {
            return before;
        }
    }
}
