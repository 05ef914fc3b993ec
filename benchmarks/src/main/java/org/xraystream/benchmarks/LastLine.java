package org.xraystream.benchmarks;

import java.util.Locale;
import java.util.function.Consumer;

/** What a process said last. Thread-safe. */
final class LastLine implements Consumer<String> {
    private volatile String line = "starting";

    @Override
    public void accept(String next) {
        if (!next.isBlank()) {
            line = next.strip();
        }
    }

    /** Its first word. */
    String step() {
        return line.replaceFirst("[ :.].*", "").toLowerCase(Locale.ROOT);
    }
}
