package org.xraystream.service;

import java.util.concurrent.CompletableFuture;

/** A service that runs in this process until it is closed. Thread-safe. */
public final class RunningService implements AutoCloseable {
    private final Shutdown shutdown;
    private final HttpServer http;

    private RunningService(Shutdown shutdown, HttpServer http) {
        this.shutdown = shutdown;
        this.http = http;
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
            return new RunningService(shutdown, wiring.open(shutdown));
        } catch (Exception e) {
            shutdown.closeAfter(e);
            throw e;
        }
    }

    /** The port of its HTTP side. */
    public int port() {
        return http.port();
    }

    /**
     * Ends when the service cannot go on by itself, with the reason: it is to be closed, and started in a new process.
     */
    public CompletableFuture<Void> end() {
        return http.liveness().end();
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
