package org.xraystream.sink;

/** The thread of a loop; closing it stops the loop and waits until it has given its partitions back. */
final class SinkThread implements AutoCloseable {
    private final SinkLoop loop;
    private final Thread thread;

    private SinkThread(SinkLoop loop) {
        this.loop = loop;
        this.thread = new Thread(loop, "results-sink");
    }

    static SinkThread start(SinkLoop loop) {
        SinkThread started = new SinkThread(loop);
        started.thread.start();
        return started;
    }

    @Override
    public void close() throws InterruptedException {
        loop.stop();
        thread.join();
    }
}
