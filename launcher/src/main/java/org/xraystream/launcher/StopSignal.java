package org.xraystream.launcher;

import java.util.concurrent.CountDownLatch;

/** SIGINT or SIGTERM; the JVM goes on until {@link #stopped()}. */
record StopSignal(Thread main, CountDownLatch requested, CountDownLatch done) {
    static StopSignal install() {
        StopSignal signal = new StopSignal(Thread.currentThread(), new CountDownLatch(1), new CountDownLatch(1));
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop-signal"));
        return signal;
    }

    private void stop() {
        requested.countDown();
        if (done.getCount() > 0) {
            main.interrupt();
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void await() {
        try {
            requested.await();
        } catch (InterruptedException e) {
            // that is the signal itself, which ends whatever the main thread waits for
            requested.countDown();
        }
    }

    void stopped() {
        done.countDown();
    }
}
