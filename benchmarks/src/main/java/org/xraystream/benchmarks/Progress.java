package org.xraystream.benchmarks;

import java.io.PrintWriter;
import java.util.Locale;

/** Says what a benchmark is doing, each line at once. Thread-safe. */
public final class Progress {
    private final PrintWriter out;

    public Progress(PrintWriter out) {
        this.out = out;
    }

    public void step(String format, Object... values) {
        println(String.format(Locale.ROOT, format, values));
    }

    public void detail(String format, Object... values) {
        detail(String.format(Locale.ROOT, format, values));
    }

    public void detail(String line) {
        println("  " + line);
    }

    private synchronized void println(String line) {
        out.println(line);
        out.flush();
    }
}
