package org.xraystream.benchmarks;

import java.io.PrintWriter;
import java.util.Map;

/**
 * What became of runs that were killed.
 *
 * @param machine that it was measured on
 * @param kills by {@code kill -9}
 * @param seed of the moments
 * @param killedAt how many kills came in which step
 * @param runs that new labels gave cause for
 * @param released announcements of candidates
 * @param wrong runs after which there was not one announcement more
 * @param unloadable announcements whose package is not there or cannot be loaded
 * @param championUnloadable times that the champion could not be loaded after a kill
 */
record RetrainKillReport(
        Machine machine,
        int kills,
        long seed,
        Map<String, Integer> killedAt,
        int runs,
        int released,
        int wrong,
        int unloadable,
        int championUnloadable) {
    boolean isExact() {
        return released == runs && wrong == 0 && unloadable == 0 && championUnloadable == 0;
    }

    void print(PrintWriter out) {
        out.printf("%nkill -9 of training-job retrain, %d times%n", kills);
        killedAt.forEach((step, count) -> out.printf("  %-38s %3d%n", "killed in the step " + step, count));
        out.printf("%-40s %3d%n", "runs that labels gave cause for", runs);
        out.printf("%-40s %3d%n", "candidates announced", released);
        out.printf("%-40s %3d%n", "runs without exactly one", wrong);
        out.printf("%-40s %3d%n", "announced packages that do not load", unloadable);
        out.printf("%-40s %3d%n", "times that the champion did not load", championUnloadable);
        out.println(isExact() ? "One release a run, none half-published." : "NOT EXACT.");
        out.flush();
    }
}
