package org.xraystream.launcher;

import java.io.PrintWriter;
import org.xraystream.service.Settings;

/** A stack that runs until Ctrl-C, which stops it cleanly at any moment, also while it starts. */
final class ForegroundStack implements AutoCloseable {
    private final LocalStack stack;
    private final StopSignal signal;
    private final PrintWriter out;

    private ForegroundStack(LocalStack stack, StopSignal signal, PrintWriter out) {
        this.stack = stack;
        this.signal = signal;
        this.out = out;
    }

    static ForegroundStack start(StackOptions options, PrintWriter out) throws Exception {
        Settings settings = options.settings();
        StopSignal signal = StopSignal.install();
        long began = System.nanoTime();
        try {
            LocalStack stack = LocalStack.start(options.dataDirectory(), settings, line -> print(out, "  " + line));
            print(
                    out,
                    String.format(
                            "Ready in %.1f s: %s",
                            (System.nanoTime() - began) / 1e9, stack.addresses().readingRoom()));
            return new ForegroundStack(stack, signal, out);
        } catch (Exception e) {
            signal.stopped();
            throw e;
        }
    }

    StackAddresses addresses() {
        return stack.addresses();
    }

    /** Returns when the process is told to stop. */
    void awaitStop() {
        print(
                out,
                "The page is at " + addresses().readingRoom() + ", images go to "
                        + addresses().ingest() + "/v1/images; Ctrl-C stops.");
        signal.await();
    }

    @Override
    public void close() {
        try {
            stack.close();
            print(out, "Stopped; the state is kept.");
        } finally {
            signal.stopped();
        }
    }

    private static void print(PrintWriter out, String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
