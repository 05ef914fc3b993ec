package org.xraystream.benchmarks;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link ScaleOutDrill} found.
 *
 * @param startSeconds from the command to the readiness of every service
 * @param accepted images that the ingest-service accepted
 * @param missing accepted images without a committed result on the topics
 * @param doubled results on the topics beyond an image's first
 * @param rows what the database has of the accepted images
 * @param events what was done, in the order of time
 * @param samples second by second
 */
record ScaleOutReport(
        Machine machine,
        double startSeconds,
        int accepted,
        long missing,
        long doubled,
        Rows rows,
        List<Event> events,
        List<LagSampler.Sample> samples) {
    /** Something that was done to the stack, in seconds since the first upload. */
    record Event(double seconds, String what) {}

    /** Rows of the accepted images in the database, and of how many images they are. */
    record Rows(long diagnosed, long rejected, long images) {}

    boolean isExact() {
        return missing == 0
                && doubled == 0
                && rows.images() == accepted
                && rows.diagnosed() + rows.rejected() == accepted;
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%n%-40s %8.1f s%n", "from nothing to ready", startSeconds);
        line(out, "images accepted", accepted);
        line(out, "without a committed result", missing);
        line(out, "results beyond an image's first", doubled);
        line(out, "rows: diagnosed", rows.diagnosed());
        line(out, "rows: rejected", rows.rejected());
        line(out, "rows: of so many images", rows.images());
        events.forEach(event -> out.printf(Locale.ROOT, "  at %5.1f s %s%n", event.seconds(), event.what()));
        out.println(isExact() ? "Each image has exactly one result." : "NOT EXACT.");
        out.flush();
    }

    private static void line(PrintWriter out, String what, long value) {
        out.printf(Locale.ROOT, "%-40s %,8d%n", what, value);
    }
}
