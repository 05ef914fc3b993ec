package org.xraystream.training;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.training.comparison.ComparisonListener;
import org.xraystream.training.comparison.FoldResult;
import org.xraystream.training.comparison.TableEntry;

/** A progress bar in folds of experiments, and a line for each that is finished. */
final class ComparisonProgress implements ComparisonListener, AutoCloseable {
    private final PrintWriter out;
    private final ProgressBar bar;

    ComparisonProgress(PrintWriter out) {
        this.out = out;
        this.bar = new ProgressBar("Experiments", 0);
    }

    @Override
    public void onPlan(int folds) {
        bar.maxHint(folds);
    }

    @Override
    public void onProbe(TableEntry entry) {
        bar.setExtraMessage("how long takes " + entry.title() + "?");
    }

    @Override
    public void onStart(TableEntry entry, int fold, int epochs) {
        bar.setExtraMessage(entry.title() + ", fold " + (fold + 1) + ", " + epochs + " epochs");
    }

    @Override
    public void onFold(TableEntry entry, FoldResult result) {
        bar.step();
        print(String.format(
                Locale.ROOT,
                "%s, %s: fold %d, %d epochs, %.0f s",
                entry.group(),
                entry.title(),
                result.fold() + 1,
                result.epochs().size(),
                result.seconds()));
    }

    @Override
    public void onFailure(TableEntry entry, String reason) {
        print(entry.group() + ", " + entry.title() + " is given up: " + reason);
    }

    private void print(String line) {
        out.println();
        out.println(line);
        out.flush();
    }

    @Override
    public void close() {
        bar.close();
    }
}
