package org.xraystream.benchmarks;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link KillDrill} found.
 *
 * @param part that was killed
 * @param images that were announced
 * @param missing images without a result
 * @param doubled results beyond an image's first
 * @param rows of results in the database, each of another image; -1 where no results-sink ran
 * @param recoveries how many kills were followed by a result before the next
 * @param recoverySecondsMedian from a kill to the next result
 * @param recoverySecondsMost the longest of these
 */
record KillReport(
        Machine machine,
        String part,
        int kills,
        long seed,
        int images,
        long missing,
        long doubled,
        long rows,
        int recoveries,
        double recoverySecondsMedian,
        double recoverySecondsMost) {

    static double median(List<Double> values) {
        return values.isEmpty()
                ? Double.NaN
                : values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    boolean isExact() {
        return missing == 0 && doubled == 0 && (rows == -1 || rows == images);
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%n%-36s %10s%n", "kill -9 of", part);
        line(out, "kills", kills);
        line(out, "images announced", images);
        line(out, "without a result", missing);
        line(out, "results beyond the first", doubled);
        if (rows >= 0) {
            line(out, "rows, each of another image", rows);
        }
        out.printf(
                Locale.ROOT,
                "%-36s %10.1f (median of %d), %.1f (most)%n",
                "seconds from a kill to a result",
                recoverySecondsMedian,
                recoveries,
                recoverySecondsMost);
        out.println(isExact() ? "Each image has exactly one result." : "NOT EXACT.");
        out.flush();
    }

    private static void line(PrintWriter out, String what, long value) {
        out.printf(Locale.ROOT, "%-36s %,10d%n", what, value);
    }
}
