package org.xraystream.training.drift;

import java.util.HashMap;
import java.util.Map;

/** Senders name themselves: only so many names are kept apart, or they could fill the memory. Not thread-safe. */
final class SourceNames {
    /** Stands for every source that came after so many others. */
    static final String OTHER = "other";

    private final int most;
    private final Map<String, String> known = new HashMap<>();

    SourceNames(int most) {
        this.most = most;
    }

    /** The name to count under; one object for a name, however often it comes. */
    String of(String source) {
        String name = known.get(source);
        if (name == null && known.size() < most) {
            known.put(source, source);
            return source;
        }
        return name == null ? OTHER : name;
    }
}
