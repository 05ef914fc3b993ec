package org.xraystream.launcher;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a person wants to know after a push. */
final class PushSummary {
    private PushSummary() {}

    static String of(List<PushResult> results) {
        Map<String, Long> findings = results.stream()
                .collect(Collectors.groupingBy(PushResult::finding, TreeMap::new, Collectors.counting()));
        long[] latencies =
                results.stream().mapToLong(PushResult::latencyMillis).sorted().toArray();
        String counts = findings.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return results.size() + " images: " + counts + "; median latency " + latencies[latencies.length / 2]
                + " ms. Not for diagnostic use.";
    }
}
