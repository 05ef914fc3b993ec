package org.xraystream.service;

import java.time.Duration;

/** Pauses between attempts, each twice as long as the one before, up to a longest. Not thread-safe. */
public final class BackOff {
    private final Duration first;
    private final Duration longest;
    private Duration pause;

    public BackOff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.pause = first;
    }

    /** The pause after the failures so far. */
    public Duration present() {
        return pause;
    }

    /** One more failure: the pause that follows it. */
    public Duration next() {
        Duration now = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(longest) < 0 ? doubled : longest;
        return now;
    }

    /** It worked: the next pause is the first again. */
    public void reset() {
        pause = first;
    }
}
