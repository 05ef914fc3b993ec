package org.xraystream.service;

/** A service that runs in this process until it is closed. Thread-safe. */
public final class RunningService implements AutoCloseable {
    private final Shutdown shutdown;
    private final int port;

    private RunningService(Shutdown shutdown, int port) {
        this.shutdown = shutdown;
        this.port = port;
    }

    /** Wires a service together; what it opens it adds to the shutdown, the HTTP server among it. */
    @FunctionalInterface
    public interface Wiring {
        HttpServer open(Shutdown shutdown) throws Exception;
    }

    /** Starts a service; if its wiring fails, what it has opened so far is closed again. */
    public static RunningService start(Wiring wiring) throws Exception {
        Shutdown shutdown = new Shutdown();
        try {
            return new RunningService(shutdown, wiring.open(shutdown).port());
        } catch (Exception e) {
            shutdown.closeAfter(e);
            throw e;
        }
    }

    /** The port of its HTTP side. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
