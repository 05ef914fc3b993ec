package org.xraystream.stack;

import java.time.Duration;
import java.util.Locale;

/** What happened to a part. */
public sealed interface PartProgress {

    /** The part's name, for example {@code kafka}. */
    String part();

    /** One line for the user. */
    String line();

    /** The part is being started. */
    record Starting(String part) implements PartProgress {
        @Override
        public String line() {
            return part + ": starting";
        }
    }

    /**
     * The part answers.
     *
     * @param address where it listens
     * @param took from its start until it answered
     */
    record Ready(String part, String address, Duration took) implements PartProgress {
        @Override
        public String line() {
            return String.format(Locale.ROOT, "%s: ready in %.1f s at %s", part, took.toMillis() / 1000.0, address);
        }
    }

    /** The part is the user's own; nothing was started. */
    record Given(String part, String address) implements PartProgress {
        @Override
        public String line() {
            return part + ": yours at " + address;
        }
    }

    /**
     * The part has ended by itself.
     *
     * @param how for example its exit status
     */
    record Ended(String part, String how) implements PartProgress {
        @Override
        public String line() {
            return part + ": ended by itself (" + how + ") and is started again";
        }
    }

    /** The part could not be started. */
    record Failed(String part, String reason) implements PartProgress {
        @Override
        public String line() {
            return part + ": failed. " + reason;
        }
    }

    /** The part was stopped. */
    record Stopped(String part) implements PartProgress {
        @Override
        public String line() {
            return part + ": stopped";
        }
    }
}
