package org.xraystream.inference.updates;

import java.time.Duration;

/** Exponential pauses, from 100 ms to 30 s. Not thread-safe. */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Duration pause = FIRST;

    /** The pause after the failures so far. */
    Duration present() {
        return pause;
    }

    /** One more failure: the pause that follows it. */
    Duration next() {
        Duration now = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return now;
    }

    void reset() {
        pause = FIRST;
    }
}
